// SPDX-License-Identifier: AGPL-3.0-only
#include "support/websocket_frame.hpp"

#include <array>

namespace keks::test {
namespace {

constexpr unsigned kSixteenBits = 126;
constexpr unsigned kSixtyFourBits = 127;

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    }
}

LengthForm form_of(std::uint64_t length, LengthForm asked) {
    if (asked != LengthForm::shortest) return asked;
    if (length < kSixteenBits) return LengthForm::shortest;
    return length <= 0xFFFF ? LengthForm::sixteen_bits : LengthForm::sixty_four_bits;
}

void append_length(std::string& out, std::uint64_t length, const FrameShape& shape) {
    const unsigned mask_bit = shape.masked ? 0x80U : 0;
    switch (form_of(length, shape.length_form)) {
        case LengthForm::shortest:
            out += static_cast<char>(mask_bit | length);
            break;
        case LengthForm::sixteen_bits:
            out += static_cast<char>(mask_bit | kSixteenBits);
            append_big_endian(out, length, 2);
            break;
        case LengthForm::sixty_four_bits:
            out += static_cast<char>(mask_bit | kSixtyFourBits);
            append_big_endian(out, length, 8);
            break;
    }
}

void append_masked(std::string& out, std::string_view payload) {
    constexpr std::array<char, 4> kMaskingKey{0x37, '\xFA', 0x21, 0x3D};
    out.append(kMaskingKey.data(), kMaskingKey.size());
    for (std::size_t i = 0; i < payload.size(); ++i) {
        out += static_cast<char>(payload[i] ^ kMaskingKey[i % kMaskingKey.size()]);
    }
}

}  // namespace

std::string encode_frame(std::string_view payload, const FrameShape& shape) {
    std::string out;
    out.reserve(payload.size() + 14);
    out += static_cast<char>((shape.fin ? 0x80U : 0) | (shape.reserved << 4U) | shape.opcode);
    append_length(out, shape.announced.value_or(payload.size()), shape);
    if (shape.masked) {
        append_masked(out, payload);
    } else {
        out += payload;
    }
    return out;
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
    std::string payload;
    append_big_endian(payload, code, 2);
    payload += reason;
    return payload;
}

unsigned FrameReader::byte(std::size_t index) const {
    return static_cast<unsigned char>(buffer_[taken_ + index]);
}

std::uint64_t FrameReader::big_endian(std::size_t index, std::size_t count) const {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = (value << 8U) | byte(index + i);
    return value;
}

void FrameReader::drop_taken() {
    if (taken_ == buffer_.size() || taken_ > (std::size_t{1} << 20U)) {
        buffer_.erase(0, taken_);
        taken_ = 0;
    }
}

std::optional<ServerFrame> FrameReader::take() {
    const auto here = buffer_.size() - taken_;
    if (here < 2) return std::nullopt;
    std::uint64_t length = byte(1) & 0x7FU;
    const std::size_t extra = length == kSixteenBits ? 2 : length == kSixtyFourBits ? 8 : 0;
    const bool masked = (byte(1) & 0x80U) != 0;
    const std::size_t header = 2 + extra + (masked ? 4 : 0);
    if (here < header) return std::nullopt;
    if (extra > 0) length = big_endian(2, extra);
    if (here - header < length) return std::nullopt;

    ServerFrame frame;
    frame.opcode = byte(0) & 0x0FU;
    frame.fin = (byte(0) & 0x80U) != 0;
    frame.reserved = (byte(0) >> 4U) & 7U;
    frame.masked = masked;
    frame.shortest_length = extra == 0 || length > (extra == 2 ? kSixteenBits - 1 : 0xFFFFU);
    frame.payload = buffer_.substr(taken_ + header, length);
    taken_ += header + length;
    drop_taken();
    return frame;
}

}  // namespace keks::test
