// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "client/peer_connection.hpp"

namespace keks::client {

/** What a server tells clients of its configuration (protocol section 8), as far as we use it. */
struct ClientConfig {
    /** STUN first, then TURN; empty if the server names none. */
    std::vector<IceServer> ice_servers;
};

/** Why there is no configuration. Repeats nothing of it. */
struct ConfigFault {
    std::string reason;
};

/**
 * Reads `config.json`. As in the web client, `stun` and `turn` may come with their scheme or
 * without, and what is missing or of another type counts as not given.
 */
[[nodiscard]] boost::system::result<ClientConfig, ConfigFault> parse_client_config(
    std::string_view json);

/** Over TLS (`stuns:`, `turns:`), which our WebRTC stack does not speak: it goes without. */
[[nodiscard]] bool is_over_tls(const IceServer& server);

}  // namespace keks::client
