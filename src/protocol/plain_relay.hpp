// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string_view>

#include "keks/protocol/packet.hpp"

namespace keks::protocol {

// A relay packet whose message JSON writes without escapes, as base64 is. Views the text that it
// was read from.
struct PlainRelay {
    std::optional<ClientId> recipient;
    std::string_view message;
    bool operator==(const PlainRelay&) const = default;
};

// The short way for nearly every packet that a server sees: no copy and no general parser, which
// would cost more than all the rest of a message's way.
//
// Takes `message` and `recipient` in either order, with any white space, and nothing else. What it
// takes, parse_client_packet takes with the same meaning; nothing says only that the text is for
// parse_client_packet, be it a packet or a fault. `text` is valid UTF-8, and this relies on it:
// bytes outside ASCII go on as they are.
[[nodiscard]] std::optional<PlainRelay> read_plain_relay(std::string_view text);

}  // namespace keks::protocol
