// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/websocket_frame.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "keks/protocol/close.hpp"
#include "keks/protocol/codec.hpp"

namespace keks::server {
namespace {

enum class Opcode : unsigned char { text = 0x1, close = 0x8, ping = 0x9, pong = 0xA };

constexpr std::size_t kLongestHeader = 10;  // two bytes and a 64-bit length
constexpr unsigned char kFinal = 0x80;

char byte_of(std::size_t value, std::size_t index_from_right) {
    return static_cast<char>((value >> (8 * index_from_right)) & 0xFFU);
}

// Writes the header so that it ends where the payload begins; returns where it begins.
std::size_t write_header(std::string& storage, Opcode opcode) {
    const std::size_t length = storage.size() - kLongestHeader;
    const std::size_t extended = length < 126 ? 0 : length < 65536 ? 2 : 8;
    const std::size_t begin = kLongestHeader - 2 - extended;
    storage[begin] = static_cast<char>(kFinal | static_cast<unsigned char>(opcode));
    storage[begin + 1] = static_cast<char>(extended == 0 ? length : extended == 2 ? 126 : 127);
    for (std::size_t i = 0; i < extended; ++i)
        storage[begin + 2 + i] = byte_of(length, extended - 1 - i);
    return begin;
}

Frame finish(FrameLedger& ledger, std::string storage, Opcode opcode) {
    const std::size_t begin = write_header(storage, opcode);
    return std::make_shared<const FrameBytes>(ledger, std::move(storage), begin);
}

}  // namespace

Frame text_frame(FrameLedger& ledger, const protocol::ServerPacket& packet) {
    std::string storage(kLongestHeader, '\0');
    protocol::encode(packet, storage);
    return finish(ledger, std::move(storage), Opcode::text);
}

Frame ping_frame(FrameLedger& ledger) {
    return finish(ledger, std::string(kLongestHeader, '\0'), Opcode::ping);
}

Frame pong_frame(FrameLedger& ledger, std::string_view payload) {
    std::string storage(kLongestHeader, '\0');
    storage += payload;
    return finish(ledger, std::move(storage), Opcode::pong);
}

Frame close_frame(FrameLedger& ledger, std::uint16_t code, std::string_view reason) {
    std::string storage(kLongestHeader, '\0');
    storage += byte_of(code, 1);
    storage += byte_of(code, 0);
    storage += protocol::fit_close_reason(reason);
    return finish(ledger, std::move(storage), Opcode::close);
}

}  // namespace keks::server
