// SPDX-License-Identifier: AGPL-3.0-only
#include "wire.hpp"

#include <array>
#include <optional>
#include <stdexcept>

namespace keks::bench {
namespace {

constexpr std::array<unsigned char, 4> kMask{0x5a, 0x31, 0xc7, 0x0e};
constexpr unsigned char kFinal = 0x80;
constexpr unsigned char kMasked = 0x80;
constexpr unsigned kContinuation = 0x0;

void append_byte(std::string& out, std::size_t value) {
    out.push_back(static_cast<char>(value & 0xFFU));
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
    append_byte(out, kFinal | static_cast<unsigned>(opcode));
    const std::size_t length = payload.size();
    const int extended = length < 126 ? 0 : length < 65536 ? 2 : 8;
    append_byte(out, kMasked | (extended == 0 ? length : extended == 2 ? 126U : 127U));
    for (int i = extended - 1; i >= 0; --i) append_byte(out, length >> (8 * i));
    for (const unsigned char key : kMask) append_byte(out, key);
    for (std::size_t i = 0; i < length; ++i)
        append_byte(out, static_cast<unsigned char>(payload[i]) ^ kMask[i % 4]);
}

struct Header {
    bool final;
    unsigned opcode;
    std::size_t size;
    std::size_t payload;
};

unsigned byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<unsigned char>(bytes[index]);
}

std::optional<Header> read_header(std::string_view bytes) {
    if (bytes.size() < 2) return std::nullopt;
    const unsigned first = byte_at(bytes, 0);
    const unsigned second = byte_at(bytes, 1);
    if ((second & kMasked) != 0) throw std::runtime_error("the server sent a masked frame");
    const std::size_t extended = second < 126 ? 0 : second == 126 ? 2 : 8;
    if (bytes.size() < 2 + extended) return std::nullopt;
    std::size_t length = extended == 0 ? second : 0;
    for (std::size_t i = 0; i < extended; ++i) length = length << 8U | byte_at(bytes, 2 + i);
    return Header{(first & kFinal) != 0, first & 0xFU, 2 + extended, length};
}

}  // namespace

void append_text_frame(std::string& out, std::string_view payload) {
    append_frame(out, Opcode::text, payload);
}

void append_pong_frame(std::string& out, std::string_view payload) {
    append_frame(out, Opcode::pong, payload);
}

std::string handshake_request(std::string_view host) {
    return "GET /signaling HTTP/1.1\r\nHost: " + std::string{host} +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

// Consumes one frame off the front of `bytes`, if it is whole.
bool FrameReader::take_frame(std::string_view& bytes, const OnFrame& on_frame) {
    const auto header = read_header(bytes);
    if (!header || bytes.size() - header->size < header->payload) return false;
    const auto payload = bytes.substr(header->size, header->payload);
    if (header->final && header->opcode != kContinuation)
        on_frame(static_cast<Opcode>(header->opcode), payload);
    else
        take_fragment(payload, header->final, on_frame);
    bytes.remove_prefix(header->size + header->payload);
    return true;
}

void FrameReader::take_fragment(std::string_view payload, bool final, const OnFrame& on_frame) {
    fragments_.append(payload);
    if (!final) return;
    on_frame(Opcode::text, fragments_);
    fragments_.clear();
}

void FrameReader::feed(std::string_view bytes, const OnFrame& on_frame) {
    if (!rest_.empty()) {
        rest_.append(bytes);
        std::string_view all{rest_};
        while (take_frame(all, on_frame)) {
        }
        rest_.erase(0, rest_.size() - all.size());
        return;
    }
    while (take_frame(bytes, on_frame)) {
    }
    rest_.assign(bytes);
}

}  // namespace keks::bench
