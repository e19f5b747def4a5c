// SPDX-License-Identifier: AGPL-3.0-only
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "keks/protocol/close.hpp"
#include "keks/protocol/codec.hpp"

// Any text is a packet or a fault. A packet is written and read back the same; a fault has a reason
// that fits a close frame; and nothing is a packet that nlohmann's own document parser, which knows
// nothing of packets, holds for no JSON (huge numbers apart, which it refuses).
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

void check_packet(std::string_view text, const ClientPacket& packet, const Limits& limits) {
    std::string written;
    encode(packet, written);
    const auto again = parse_client_packet(written, limits);
    require(again.has_value() && *again == packet);
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
    const Limits limits{.hash_bytes = 64, .watches = 8};
    const auto packet = parse_client_packet(text, limits);
    if (packet.has_value()) {
        check_packet(text, *packet, limits);
    } else {
        const std::string& reason = packet.error().reason;
        require(!reason.empty() && reason.size() <= kMaxCloseReason);
        require(is_valid_utf8(reason));
    }
    return 0;
}
