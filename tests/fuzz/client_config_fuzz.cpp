// SPDX-License-Identifier: AGPL-3.0-only
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "client/client_config.hpp"

// Any bytes are a configuration or say why not. It names at most one server for STUN and one for
// TURN, each with an address.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto config =
        keks::client::parse_client_config({reinterpret_cast<const char*>(data), size});
    if (!config) {
        if (config.error().reason.empty()) std::abort();
        return 0;
    }
    if (config->ice_servers.size() > 2) std::abort();
    for (const auto& server : config->ice_servers) {
        const auto colon = server.uri.find(':');
        if (colon != 4 && colon != 5) std::abort();  // stun, stuns, turn or turns
    }
    return 0;
}
