// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>

#include "client/server_uri.hpp"
#include "rift/options.hpp"

namespace keks::rift {

/** What is wrong with where the secret should come from, and how to mend it. Never the secret. */
struct SecretFault {
    std::string reason;
};

struct RoomSecret {
    std::string secret;
    /** That of the link which it came in, if it came in one. */
    std::optional<client::ServerUri> server = std::nullopt;
};

/**
 * The room secret that was given, or nothing if none was: from `--secret` and RIFT_SECRET, or from
 * a file's first line. A whole link to a room, as browsers show it, is taken for the secret in it.
 */
[[nodiscard]] boost::system::result<std::optional<RoomSecret>, SecretFault> given_secret(
    const Options& options);

/** Asks on the terminal, without echo. A fault where there is none. */
[[nodiscard]] boost::system::result<RoomSecret, SecretFault> ask_secret();

}  // namespace keks::rift
