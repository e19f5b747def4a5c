// SPDX-License-Identifier: AGPL-3.0-only
import { spawn, spawnSync } from "node:child_process";
import { until } from "../../e2e/support/until.mjs";

/** Namespaces of our own, in which we may make networks, as any user may where the system allows that. */
const apart = ["--user", "--map-root-user", "--net"];

/** Why there can be none here; nothing where there can. For the option `skip` of a test. */
export function noNetworks() {
  const { status, stderr, error } = spawnSync("unshare", [...apart, "ip", "link", "add", "type", "veth"]);
  return status === 0 ? undefined : `no network can be made here: ${error?.message ?? stderr}`.trim();
}

// Two that reach the one in the middle, which forwards nothing between them. The two last as long as the standard input.
const script = `
set -eu
test "$(cat /proc/sys/net/ipv4/ip_forward)" = 0
ip link set lo up
own=$(readlink /proc/self/ns/net)
side() {
  exec 3<&0
  unshare --net cat <&3 >/dev/null 3<&- &
  pid=$!
  while test "$(readlink /proc/$pid/ns/net)" = "$own"; do :; done
  ip link add "middle$1" type veth peer name side netns $pid
  ip address add 10.77.$1.1/24 dev "middle$1"
  ip link set "middle$1" up
  nsenter --target $pid --net sh -euc "
    ip link set lo up
    ip address add 10.77.$1.2/24 dev side
    ip link set side up
    ip route add default via 10.77.$1.1"
}
side 1; first=$pid
side 2; second=$pid
echo "ready $first $second"
wait
`;

/**
 * Two networks of this machine's own between which nothing goes, and one in the middle that each reaches at
 * 10.77.1.1: where people behind strict firewalls are, and their servers.
 */
export class Networks {
  static middle = "10.77.1.1";
  #keeper;
  #pids;

  static async make() {
    const networks = new Networks();
    networks.#keeper = spawn("unshare", [...apart, "sh", "-c", script], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    let said = "";
    networks.#keeper.stdout.on("data", data => (said += data));
    const [, first, second] = await until("the networks are there", () => {
      if (networks.#keeper.exitCode !== null) throw new Error("The networks could not be made");
      return /^ready (\d+) (\d+)$/m.exec(said);
    });
    networks.#pids = { middle: networks.#keeper.pid, first, second };
    return networks;
  }

  /** Program and arguments that run a program in that network: `middle`, `first` or `second`. */
  inside(network, program, args) {
    const target = ["--target", String(this.#pids[network]), "--user", "--net", "--preserve-credentials"];
    return { program: "nsenter", args: [...target, program, ...args] };
  }

  async end() {
    const ended = new Promise(resolve => this.#keeper.once("close", resolve));
    this.#keeper.stdin.end();
    await ended;
  }
}
