// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/websocket_frame.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <variant>

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

// Writes the header of the frame that begins with room for the longest one at `room` and ends the
// storage, so that it ends where the payload begins; returns where it begins.
std::size_t write_header(std::string& storage, std::size_t room, Opcode opcode) {
    const std::size_t length = storage.size() - room - kLongestHeader;
    const std::size_t extended = length < 126 ? 0 : length < 65536 ? 2 : 8;
    const std::size_t begin = room + kLongestHeader - 2 - extended;
    storage[begin] = static_cast<char>(kFinal | static_cast<unsigned char>(opcode));
    storage[begin + 1] = static_cast<char>(extended == 0 ? length : extended == 2 ? 126 : 127);
    for (std::size_t i = 0; i < extended; ++i)
        storage[begin + 2 + i] = byte_of(length, extended - 1 - i);
    return begin;
}

Frame finish(FrameLedger& ledger, std::string storage, Opcode opcode) {
    const std::size_t begin = write_header(storage, 0, opcode);
    return std::make_shared<const FrameBytes>(ledger, std::move(storage), begin);
}

// Enough for frames in which nothing has to be escaped.
std::size_t expected_bytes(std::span<const protocol::ServerPacket> packets) {
    constexpr std::size_t kAround = kLongestHeader + 64;
    std::size_t bytes = packets.size() * kAround;
    for (const auto& packet : packets)
        if (const auto* message = std::get_if<protocol::server::Message>(&packet))
            bytes += message->message.size();
    return bytes;
}

}  // namespace

Frame text_frames(FrameLedger& ledger, std::span<const protocol::ServerPacket> packets) {
    std::string storage;
    storage.reserve(expected_bytes(packets));
    std::size_t first = 0;
    for (const auto& packet : packets) {
        const std::size_t room = storage.size();
        storage.append(kLongestHeader, '\0');
        protocol::encode(packet, storage);
        const std::size_t begin = write_header(storage, room, Opcode::text);
        // A large message is alone, and is not moved.
        if (room == 0)
            first = begin;
        else
            storage.erase(room, begin - room);
    }
    return std::make_shared<const FrameBytes>(ledger, std::move(storage), first);
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
