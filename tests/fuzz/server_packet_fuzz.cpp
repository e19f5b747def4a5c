// SPDX-License-Identifier: AGPL-3.0-only
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "keks/protocol/client_codec.hpp"

// Any text is a packet of a server or a fault that says why. A packet that we know is written by
// the server's own encoder and read back the same; and nothing is a packet that nlohmann's document
// parser, which knows nothing of packets, holds for no JSON (huge numbers apart, which it refuses).
namespace {

using namespace keks::protocol;

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_valid_utf8(std::string_view text) {
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

struct AsTheServerSendsIt {
    ServerPacket operator()(const received::Init& packet) const {
        return server::Init{packet.your_id, packet.version};
    }
    ServerPacket operator()(const received::ClientJoin& packet) const {
        return server::ClientJoin{packet.id};
    }
    ServerPacket operator()(const received::ClientLeave& packet) const {
        return server::ClientLeave{packet.id};
    }
    ServerPacket operator()(const received::Message& packet) const {
        return server::Message{packet.sender, packet.message};
    }
    ServerPacket operator()(const received::RoomInfo& packet) const {
        return server::RoomInfo{packet.hash, packet.user_count};
    }
    ServerPacket operator()(const received::Unknown&) const { std::abort(); }
};

void check_packet(std::string_view text, const ReceivedPacket& packet) {
    if (!std::holds_alternative<received::Unknown>(packet)) {
        std::string written;
        encode(std::visit(AsTheServerSendsIt{}, packet), written);
        const auto again = parse_server_packet(written);
        require(again.has_value() && *again == packet);
    }
    try {
        require(!nlohmann::json::parse(text).is_discarded());
    } catch (const nlohmann::json::out_of_range&) {
        return;  // a number that no double holds, in a field that we ignore
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (!is_valid_utf8(text)) return 0;  // the WebSocket layer refuses it before
    const auto packet = parse_server_packet(text);
    if (packet.has_value())
        check_packet(text, *packet);
    else
        require(!packet.error().reason.empty() && is_valid_utf8(packet.error().reason));
    return 0;
}
