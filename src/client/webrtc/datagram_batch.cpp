// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/datagram_batch.hpp"

#include <algorithm>
#include <utility>

namespace keks::client::webrtc {
namespace {

// Fewer datagrams do not leave early.
constexpr std::size_t worth_a_call = 3;

}  // namespace

bool DatagramBatch::add(std::span<const std::byte> datagram) {
    if (bytes_.size() + datagram.size() > max_bytes || datagrams_ == max_datagrams) return false;
    if (empty()) {
        segment_ = datagram.size();
    } else {
        const bool last_was_short = bytes_.size() != datagrams_ * segment_;
        // An empty one would leave no trace among the segments.
        if (last_was_short || datagram.empty() || datagram.size() > segment_) return false;
    }
    bytes_.insert(bytes_.end(), datagram.begin(), datagram.end());
    ++datagrams_;
    ++turn_;
    return true;
}

bool DatagramBatch::is_due() const {
    return datagrams_ >= std::max(worth_a_call, turn_before_ / 4);
}

void DatagramBatch::end_turn() {
    if (turn_ > 0) turn_before_ = std::exchange(turn_, 0);
}

void DatagramBatch::clear() {
    bytes_.clear();
    datagrams_ = 0;
    segment_ = 0;
}

std::span<const std::byte> DatagramBatch::datagram(std::size_t number) const {
    const std::size_t begin = number * segment_;
    return bytes().subspan(begin, std::min(segment_, bytes_.size() - begin));
}

}  // namespace keks::client::webrtc
