// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The packets of protocol section 2: what client and server exchange.
//
// One variant each way. What comes in owns its text, because it outlives the buffer it was read
// from; what goes out only views text that the caller keeps until it is encoded.
namespace keks::protocol {

// Identifies one connection while the server lives. The server hands out at most 2^53-1, the
// largest integer that a JavaScript number holds exactly; a recipient may be any 64-bit number.
using ClientId = std::uint64_t;

inline constexpr ClientId kMaxClientId = (ClientId{1} << 53U) - 1;

namespace client {

// Leave the current room, if any, then enter the room of this hash; no hash: only leave.
struct Join {
    std::optional<std::string> hash;
    bool operator==(const Join&) const = default;
};

// Pass `message` to every other member of the room, or to `recipient` alone.
struct Relay {
    std::optional<ClientId> recipient;
    std::string message;
    bool operator==(const Relay&) const = default;
};

// Replace the list of rooms whose size is reported.
struct WatchRooms {
    std::vector<std::string> hashes;
    bool operator==(const WatchRooms&) const = default;
};

// Keeps proxies from closing an idle connection; has no answer.
struct Ping {
    bool operator==(const Ping&) const = default;
};

}  // namespace client

using ClientPacket = std::variant<client::Join, client::Relay, client::WatchRooms, client::Ping>;

namespace server {

// First packet on every connection.
struct Init {
    ClientId your_id;
    std::string_view version;
};

struct ClientJoin {
    ClientId id;
};

struct ClientLeave {
    ClientId id;
};

// A relayed message; `sender` is the server's word.
struct Message {
    ClientId sender;
    std::string_view message;
};

// The size of a watched room; 0 when its last member left.
struct RoomInfo {
    std::string_view hash;
    std::uint64_t user_count;
};

}  // namespace server

using ServerPacket = std::variant<server::Init, server::ClientJoin, server::ClientLeave,
                                  server::Message, server::RoomInfo>;

}  // namespace keks::protocol
