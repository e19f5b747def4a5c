// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/message_reader.hpp"

#include <algorithm>
#include <boost/beast/websocket/detail/utf8_checker.hpp>
#include <cstring>
#include <utility>

namespace keks::server {
namespace {

using Kind = Received::Kind;

constexpr unsigned kFinal = 0x80;
constexpr unsigned kReserved = 0x70;
constexpr unsigned kOpcode = 0x0F;
constexpr unsigned kMasked = 0x80;
constexpr unsigned kLength = 0x7F;
constexpr std::size_t kMask = 4;
constexpr std::size_t kLongestControl = 125;

Received broken(std::string_view rule) {
    return {.kind = Kind::broken_rule, .payload = rule};
}

bool is_utf8(std::string_view text) {
    return boost::beast::websocket::detail::check_utf8(text.data(), text.size());
}

// Section 5.2: a length takes as few bytes as it can, and has 63 bits.
bool is_shortest(std::size_t header_bytes, std::uint64_t length) {
    if (header_bytes == 2) return true;
    return header_bytes == 4 ? length >= 126 : length >= 65536 && length >> 63U == 0;
}

// Those that may be sent (section 7.4, and IANA's registry since).
bool is_close_code(unsigned code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
           (code >= 3000 && code <= 4999);
}

Received read_close(std::string_view payload) {
    if (payload.empty()) return {.kind = Kind::close};
    if (payload.size() == 1) return broken("a close frame has half a code");
    const unsigned code = static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8U |
                          static_cast<unsigned char>(payload[1]);
    if (!is_close_code(code)) return broken("a close code that must not be sent");
    if (!is_utf8(payload.substr(2))) return {.kind = Kind::not_utf8};
    return {.kind = Kind::close, .code = static_cast<std::uint16_t>(code)};
}

}  // namespace

Received MessageReader::next(std::span<char>& bytes) {
    forget();
    for (;;) {
        if (!in_frame_) {
            if (!take_header(bytes)) return {};
            const Received fault = begin_frame();
            if (fault.kind != Kind::nothing) return fault;
        }
        const Received received = take_payload(bytes);
        if (received.kind != Kind::nothing || in_frame_) return received;
    }
}

// True if the header is complete. What is behind it stays in `bytes`.
bool MessageReader::take_header(std::span<char>& bytes) {
    while (header_size_ < header_bytes()) {
        const std::size_t count = std::min(header_bytes() - header_size_, bytes.size());
        if (count == 0) return false;
        std::memcpy(header_.data() + header_size_, bytes.data(), count);
        header_size_ = static_cast<std::uint8_t>(header_size_ + count);
        bytes = bytes.subspan(count);
    }
    return true;
}

// As far as it can be told from what is there of it.
std::size_t MessageReader::header_bytes() const {
    if (header_size_ < 2) return 2;
    const unsigned length = header_[1] & kLength;
    const std::size_t extended = length < 126 ? 0 : length == 126 ? 2 : 8;
    return 2 + extended + ((header_[1] & kMasked) != 0 ? kMask : 0);
}

Received MessageReader::begin_frame() {
    if ((header_[0] & kReserved) != 0) return broken("a reserved bit is set");
    if ((header_[1] & kMasked) == 0) return broken("a frame is not masked");
    const std::size_t size = std::exchange(header_size_, std::uint8_t{0});
    std::uint64_t length = size == 2 + kMask ? header_[1] & kLength : 0;
    for (std::size_t i = 2; i + kMask < size; ++i) length = length << 8U | header_[i];
    if (!is_shortest(size - kMask, length)) return broken("a length is not in its shortest form");
    std::copy_n(header_.data() + size - kMask, kMask, mask_.data());
    opcode_ = static_cast<Opcode>(header_[0] & kOpcode);
    final_ = (header_[0] & kFinal) != 0;
    in_frame_ = true;
    left_ = length;
    return is_control() ? begin_control(length) : begin_data(length);
}

Received MessageReader::begin_control(std::uint64_t length) const {
    if (opcode_ > Opcode::pong) return broken("an opcode is not defined");
    if (!final_) return broken("a control frame is a fragment");
    if (length > kLongestControl) return broken("a control frame is too long");
    return {};
}

Received MessageReader::begin_data(std::uint64_t length) {
    if (opcode_ > Opcode::binary) return broken("an opcode is not defined");
    if (in_message_ && opcode_ != Opcode::continuation)
        return broken("a message begins within another");
    if (!in_message_ && opcode_ == Opcode::continuation) return broken("a continuation of nothing");
    if (opcode_ == Opcode::binary) return {.kind = Kind::binary};
    if (length > bound_ - message_size_) return {.kind = Kind::too_long};
    in_message_ = true;
    return {};
}

// Where it is, if it is there as a whole and is all of its message; through held_ otherwise.
Received MessageReader::take_payload(std::span<char>& bytes) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
    const std::span<char> here = bytes.first(count);
    bytes = bytes.subspan(count);
    if (is_skipped()) {
        pass_over(count);
        return {};
    }
    const bool alone = is_control() || (final_ && message_size_ == 0);
    if (alone && count == left_ && held_.size() == message_size_) {
        unmask(here);
        return end_frame({here.data(), here.size()}, true);
    }
    std::ranges::copy(here, room(count).begin());
    return took(count);
}

std::span<char> MessageReader::room(std::size_t bytes) {
    forget();
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(missing(), bytes));
    const std::size_t needed = held_.size() + count;
    if (held_.capacity() < needed) {
        // Twice as much each time, but never more than was announced.
        const auto announced = held_.size() + static_cast<std::size_t>(left_);
        held_.reserve(std::max(needed, std::min(2 * held_.capacity(), announced)));
    }
    return {held_.data() + held_.size(), count};
}

Received MessageReader::took(std::size_t bytes) {
    const std::size_t before = held_.size();
    held_.resize(before + bytes, boost::container::default_init);
    unmask(std::span{held_}.subspan(before));
    left_ -= bytes;
    if (left_ > 0) return {};
    const std::size_t begin = is_control() ? message_size_ : 0;
    if (!is_control()) message_size_ = held_.size();
    if (!final_) {
        in_frame_ = false;
        return {};
    }
    forget_ = true;
    return end_frame({held_.data() + begin, held_.size() - begin}, false);
}

// The end of a control frame or of a message.
Received MessageReader::end_frame(std::string_view payload, bool in_place) {
    in_frame_ = false;
    if (opcode_ == Opcode::ping)
        return {.kind = Kind::ping, .payload = payload, .in_place = in_place};
    if (opcode_ == Opcode::pong) return {.kind = Kind::pong};
    if (opcode_ == Opcode::close) return read_close(payload);
    in_message_ = false;
    if (!is_utf8(payload)) return {.kind = Kind::not_utf8};
    return {.kind = Kind::text, .payload = payload, .in_place = in_place};
}

void MessageReader::skip_messages() {
    forget();
    skips_ = true;
    const bool control = in_frame_ && is_control();
    const auto message = static_cast<std::ptrdiff_t>(control ? message_size_ : held_.size());
    held_.erase(held_.begin(), held_.begin() + message);
    message_size_ = 0;
    if (held_.empty()) boost::container::vector<char>{}.swap(held_);
}

void MessageReader::pass_over(std::size_t bytes) {
    left_ -= bytes;
    if (left_ > 0) return;
    in_frame_ = false;
    if (final_) in_message_ = false;
}

void MessageReader::forget() {
    if (!std::exchange(forget_, false)) return;
    if (!is_control()) message_size_ = 0;
    held_.resize(message_size_, boost::container::default_init);
    if (held_.empty()) boost::container::vector<char>{}.swap(held_);
}

// In words of eight bytes, as far as there are any.
void MessageReader::unmask(std::span<char> bytes) {
    std::array<unsigned char, 8> wide{};
    for (std::size_t i = 0; i < wide.size(); ++i) wide[i] = mask_[i % kMask];
    std::uint64_t mask = 0;
    std::memcpy(&mask, wide.data(), sizeof mask);
    std::size_t at = 0;
    for (; bytes.size() - at >= sizeof mask; at += sizeof mask) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        word ^= mask;
        std::memcpy(bytes.data() + at, &word, sizeof word);
    }
    for (; at < bytes.size(); ++at)
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ mask_[at % kMask]);
    // What comes next of the frame goes on where this ended.
    std::ranges::rotate(mask_, mask_.begin() + static_cast<std::ptrdiff_t>(bytes.size() % kMask));
}

}  // namespace keks::server
