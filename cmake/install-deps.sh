#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-only
# Installs what building needs: Debian packages and the web client's npm packages.
#
#   cmake/install-deps.sh          to build and run the server and rift
#   cmake/install-deps.sh --test   to run every test and check as well
#   cmake/install-deps.sh --bench  to measure it and what it is compared with
#
# For Debian 12 and its like, as root or with sudo. Asks nothing and does nothing twice. Node.js and
# npm come from Debian unless there is a Node.js of version 18 or later already, which stays.
set -eu
cd "$(dirname "$0")/.."

tests=no
bench=no
case "${1:-}" in
    '') ;;
    --test) tests=yes ;;
    --bench) bench=yes ;;
    *) sed -n '3,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

packages='g++ cmake ninja-build libboost1.81-dev nlohmann-json3-dev libtomlplusplus-dev libspdlog-dev libssl-dev
    pkg-config libutf8proc-dev libnice-dev libusrsctp-dev libarchive-dev libcli11-dev libbsd-dev libedit-dev
    libqrencode-dev'
if [ "$tests" = yes ]; then
    packages="$packages libgtest-dev libgmock-dev chromium firefox-esr nginx-light coturn iproute2 openssl zsh fish
        clang-16 clang-format-16 clang-tidy-16 libclang-rt-16-dev"
fi
if [ "$bench" = yes ]; then
    packages="$packages chromium nginx-light golang-go golang-github-gorilla-websocket-dev"
fi

node_major() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }

major=$(node_major)
if [ "${major:-0}" -lt 18 ]; then packages="$packages nodejs npm"
elif ! command -v npm >/dev/null; then packages="$packages npm"
fi

is_installed() {
    case "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" in
        installed) true ;;
        *) false ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else
        echo "install-deps.sh: these Debian packages are missing, and there is neither root nor sudo to install them:$missing" >&2
        exit 1
    fi
}

missing=
for package in $packages; do
    is_installed "$package" || missing="$missing $package"
done
if [ -n "$missing" ]; then
    echo "Installing Debian packages:$missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

# npm ci empties node_modules and starts anew; the stamp says that it would come to the same.
npm_packages() {
    stamp="$1/node_modules/.installed-from"
    wanted="node $(node_major) $(sha256sum <"$1/package-lock.json")"
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return
    echo "Installing npm packages in $1"
    (cd "$1" && npm ci --no-audit --no-fund)
    printf '%s\n' "$wanted" >"$stamp"
}

npm_packages web
if [ "$tests$bench" != nono ]; then npm_packages tests/e2e; fi
if [ "$bench" = yes ]; then npm_packages tests/bench; fi
