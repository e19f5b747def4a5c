// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sack_frequency.hpp"

#include "client/webrtc/sctp_chunks.hpp"

namespace keks::client::webrtc {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t sack_gap_blocks_at = 12;

// Packets that come within a tick, before SACKs become rare, and below which they are frequent
// again. Windows that bring so many are larger than a few packets on any path that is not far
// quicker than a tick, and on such a path windows grow at once.
constexpr unsigned many = 32;
constexpr unsigned few = 8;

// Who has lost packets grows its window anew meanwhile.
constexpr auto after_loss = 1s;

}  // namespace

bool reports_gaps(std::span<const std::byte> packet) {
    SctpChunks chunks{packet};
    // Others come before data (section 6.10).
    while (const auto chunk = chunks.next()) {
        if (chunk->type == SctpChunks::data) return false;
        if (chunk->type != SctpChunks::sack) continue;
        return chunk->bytes.size() > sack_gap_blocks_at + 1 &&
               number_at(chunk->bytes, sack_gap_blocks_at) > 0;
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
