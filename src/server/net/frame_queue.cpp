// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/frame_queue.hpp"

#include <algorithm>
#include <utility>

namespace keks::server {
namespace {

// A queue that was long for a moment does not keep that memory.
constexpr std::size_t kKeptCapacity = 64;

}  // namespace

bool FrameQueue::push(Frame frame) {
    if (!empty() && frame->cost() > bound_ - std::min(bound_, cost_)) return false;
    cost_ += frame->cost();
    frames_.push_back(std::move(frame));
    return true;
}

std::size_t FrameQueue::gather(std::span<iovec> out) const {
    const std::size_t count = std::min(out.size(), frames_.size() - head_);
    std::size_t skipped = sent_of_head_;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view bytes = frames_[head_ + i]->view().substr(skipped);
        // sendmsg takes pointers to mutable bytes, which it only reads.
        out[i] = {.iov_base = const_cast<char*>(bytes.data()), .iov_len = bytes.size()};
        skipped = 0;
    }
    return count;
}

void FrameQueue::consume(std::size_t sent) {
    sent_of_head_ += sent;
    while (!empty() && sent_of_head_ >= frames_[head_]->size()) {
        sent_of_head_ -= frames_[head_]->size();
        cost_ -= frames_[head_]->cost();
        frames_[head_++].reset();
    }
    release_sent_frames();
}

void FrameQueue::drop_unsent() {
    const std::size_t keep = sent_of_head_ > 0 ? 1 : 0;
    frames_.resize(std::min(frames_.size(), head_ + keep));
    cost_ = keep == 0 ? 0 : frames_[head_]->cost();
    release_sent_frames();
}

void FrameQueue::clear() {
    sent_of_head_ = 0;
    drop_unsent();
}

// Sent frames leave the vector when nothing is behind them, or when they are its larger half: each
// frame is moved at most once on average.
void FrameQueue::release_sent_frames() {
    if (!empty() && head_ < std::max(kKeptCapacity, frames_.size() / 2)) return;
    frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(head_));
    head_ = 0;
    if (frames_.empty() && frames_.capacity() > kKeptCapacity) std::vector<Frame>{}.swap(frames_);
}

}  // namespace keks::server
