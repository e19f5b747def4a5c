// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/received_frames.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace keks::server {
namespace {

constexpr unsigned char kFinalText = 0x81;  // FIN, no extension, opcode 1
constexpr unsigned char kMasked = 0x80;

unsigned char byte_at(std::string_view bytes, std::size_t index) {
    return static_cast<unsigned char>(bytes[index]);
}

struct Head {
    std::uint64_t header;
    std::uint64_t payload;
};

// Nothing: the header is not complete.
std::optional<Head> read_head(std::string_view bytes) {
    if (bytes.size() < 2) return std::nullopt;
    const unsigned char second = byte_at(bytes, 1);
    const unsigned short_length = second & 0x7FU;
    const std::size_t extended = short_length < 126 ? 0 : short_length == 126 ? 2 : 8;
    const std::size_t mask = (second & kMasked) == 0 ? 0 : 4;
    Head head{.header = 2 + extended + mask, .payload = extended == 0 ? short_length : 0};
    if (bytes.size() < head.header) return std::nullopt;
    for (std::size_t i = 0; i < extended; ++i)
        head.payload = (head.payload << 8U) | byte_at(bytes, 2 + i);
    return head;
}

}  // namespace

void ReceivedFrames::append(std::string_view bytes) {
    if (size() == 0) bytes_.swap(spare_);
    bytes_.erase(0, begin_);
    begin_ = 0;
    bytes_.append(bytes);
    find_frame();
}

std::size_t ReceivedFrames::ready() const {
    return static_cast<std::size_t>(std::min<std::uint64_t>(left_, size()));
}

std::size_t ReceivedFrames::take(std::span<char> into) {
    const std::size_t count = std::min(into.size(), ready());
    held().copy(into.data(), count);
    begin_ += count;
    if (begin_ == bytes_.size()) give_back_memory();
    advance(count);
    return count;
}

void ReceivedFrames::give_back_memory() {
    bytes_.clear();
    begin_ = 0;
    if (bytes_.capacity() > spare_.capacity()) bytes_.swap(spare_);
    std::string{}.swap(bytes_);
}

bool ReceivedFrames::awaits_message(std::size_t bound) const {
    if (has_message()) return false;
    return left_ == 0 || (at_start_ && is_message_ && left_ <= bound);
}

void ReceivedFrames::passed(std::size_t bytes) {
    advance(static_cast<std::size_t>(std::min<std::uint64_t>(bytes, left_)));
}

void ReceivedFrames::advance(std::size_t bytes) {
    left_ -= bytes;
    if (bytes > 0) at_start_ = false;
    find_frame();
}

void ReceivedFrames::find_frame() {
    if (left_ > 0) return;
    const auto head = read_head(held());
    if (!head) return;
    // A length that no integer holds belongs to a frame that the WebSocket layer refuses.
    const std::uint64_t longest = std::numeric_limits<std::uint64_t>::max() - head->header;
    left_ = head->header + std::min(head->payload, longest);
    at_start_ = true;
    is_message_ = byte_at(held(), 0) == kFinalText && head->payload > 0;
}

}  // namespace keks::server
