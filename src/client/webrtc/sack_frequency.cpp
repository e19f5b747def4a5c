// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sack_frequency.hpp"

#include <algorithm>
#include <cstdint>

namespace keks::client::webrtc {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t chunks_at = 12;
constexpr std::size_t chunk_header_bytes = 4;
constexpr std::uint8_t data_chunk = 0;
constexpr std::uint8_t sack_chunk = 3;
constexpr std::size_t sack_gap_blocks_at = 12;

// Packets that come within a tick, before SACKs become rare, and below which they are frequent
// again. Windows that bring so many are larger than a few packets on any path that is not far
// quicker than a tick, and on such a path windows grow at once.
constexpr unsigned many = 32;
constexpr unsigned few = 8;

// Who has lost packets grows its window anew meanwhile.
constexpr auto after_loss = 1s;

std::size_t number_at(std::span<const std::byte> bytes, std::size_t at) {
    return std::to_integer<std::size_t>(bytes[at]) << 8U |
           std::to_integer<std::size_t>(bytes[at + 1]);
}

}  // namespace

bool reports_gaps(std::span<const std::byte> packet) {
    if (packet.size() < chunks_at) return false;
    auto chunks = packet.subspan(chunks_at);
    // Others come before data (section 6.10).
    while (chunks.size() >= chunk_header_bytes &&
           std::to_integer<std::uint8_t>(chunks[0]) != data_chunk) {
        if (std::to_integer<std::uint8_t>(chunks[0]) == sack_chunk)
            return chunks.size() > sack_gap_blocks_at + 1 &&
                   number_at(chunks, sack_gap_blocks_at) > 0;
        const std::size_t length = std::max(number_at(chunks, 2), chunk_header_bytes);
        chunks = chunks.subspan(std::min(chunks.size(), (length + 3) / 4 * 4));
    }
    return false;
}

void SackFrequency::on_sent(std::span<const std::byte> packet) {
    is_missing_ = is_missing_ || reports_gaps(packet);
}

unsigned SackFrequency::at_tick(Clock::time_point now) {
    if (is_missing_) rare_again_ = now + after_loss;
    if (now < rare_again_ || received_ < few) {
        packets_ = usual;
    } else if (received_ >= many) {
        packets_ = rarest_;
    }
    received_ = 0;
    is_missing_ = false;
    return packets_;
}

}  // namespace keks::client::webrtc
