// SPDX-License-Identifier: AGPL-3.0-only
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "keks/protocol/codec.hpp"
#include "protocol/plain_relay.hpp"
#include "support/utf8.hpp"

// The short way and the general reader agree: what the first takes, the second takes with the same
// meaning; and what the second writes out plainly again, the first takes.
namespace {

using namespace keks::protocol;

void require(bool condition) {
    if (!condition) std::abort();
}

client::Relay owned(const PlainRelay& relay) {
    return {relay.recipient, std::string{relay.message}};
}

void check_short_way(std::string_view text) {
    const auto relay = read_plain_relay(text);
    if (!relay) return;
    const auto packet = parse_client_packet(text, Limits{});
    require(packet.has_value() && *packet == ClientPacket{owned(*relay)});
}

void check_general_way(std::string_view text) {
    const auto packet = parse_client_packet(text, Limits{});
    if (packet.has_error() || !std::holds_alternative<client::Relay>(*packet)) return;
    std::string written;
    encode(*packet, written);
    const auto relay = read_plain_relay(written);
    const bool escaped = written.find('\\') != std::string::npos;
    require(relay.has_value() != escaped);
    if (relay) require(*packet == ClientPacket{owned(*relay)});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (!keks::test::is_utf8(text)) return 0;  // the WebSocket layer refuses it before
    check_short_way(text);
    check_general_way(text);
    return 0;
}
