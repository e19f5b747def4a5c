// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "keks/protocol/codec.hpp"
#include "keks/protocol/packet.hpp"

// The client's side of protocol section 2: what a server sends, as a client keeps it. What a client
// sends is written by `encode(const ClientPacket&, std::string&)` of codec.hpp.
namespace keks::protocol {

namespace received {

// First packet on every connection. Servers may leave `version` out; it is then empty.
struct Init {
    ClientId your_id;
    std::string version;
    bool operator==(const Init&) const = default;
};

struct ClientJoin {
    ClientId id;
    bool operator==(const ClientJoin&) const = default;
};

struct ClientLeave {
    ClientId id;
    bool operator==(const ClientLeave&) const = default;
};

// Still sealed; `sender` is the server's word.
struct Message {
    ClientId sender;
    std::string message;
    bool operator==(const Message&) const = default;
};

// The size of a watched room; 0 when its last member left.
struct RoomInfo {
    std::string hash;
    std::uint64_t user_count;
    bool operator==(const RoomInfo&) const = default;
};

// A packet of a newer server: to be passed over.
struct Unknown {
    bool operator==(const Unknown&) const = default;
};

}  // namespace received

using ReceivedPacket = std::variant<received::Init, received::ClientJoin, received::ClientLeave,
                                    received::Message, received::RoomInfo, received::Unknown>;

// Reads one packet of a server. `text` is valid UTF-8 (the WebSocket layer saw to that); its length
// is the caller's to bound. Names and fields that are not known are ignored, however deep, but an
// object with more or fewer than one name is no packet. Ids and counts may be any integer from 0 to
// 2^64-1.
[[nodiscard]] boost::system::result<ReceivedPacket, Fault> parse_server_packet(
    std::string_view text);

}  // namespace keks::protocol
