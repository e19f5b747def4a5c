// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>

#include "keks/protocol/limits.hpp"
#include "keks/protocol/packet.hpp"

// Translates between packets and the JSON of protocol sections 1 and 2. Parsing happens once, at
// the edge; everything behind it sees only packets.
namespace keks::protocol {

// What was wrong with a text that is no packet: a sentence for the sender's developer, short enough
// for a close reason. It names fields and positions and repeats nothing of a message.
struct Fault {
    std::string reason;
    bool operator==(const Fault&) const = default;
};

// Reads one packet of a client. `text` is valid UTF-8 (the WebSocket layer saw to that).
// Nesting of any depth costs no stack; numbers of any size are legal where a field is not known.
[[nodiscard]] boost::system::result<ClientPacket, Fault> parse_client_packet(std::string_view text,
                                                                             const Limits& limits);

// Appends the packet's JSON to `out`. Text is written as it came, escaped only where JSON asks.
void encode(const ServerPacket& packet, std::string& out);
void encode(const ClientPacket& packet, std::string& out);

}  // namespace keks::protocol
