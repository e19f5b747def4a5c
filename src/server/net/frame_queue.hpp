// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <span>
#include <vector>

#include "server/hub/frame.hpp"

namespace keks::server {

// What waits to be sent to one client: whole frames in order, bounded by the memory that they hold.
// Pure: what gathers and consumes them is elsewhere.
class FrameQueue {
  public:
    explicit FrameQueue(std::size_t bound) : bound_(bound) {}

    // False, and nothing is queued, if the queue would cost more than its bound. An empty queue
    // takes any frame: the largest message must reach a client that has kept up.
    [[nodiscard]] bool push(Frame frame);

    [[nodiscard]] bool empty() const { return head_ == frames_.size(); }
    // The frames' FrameBytes::cost(), in bytes; one that was sent in part still counts as a whole.
    [[nodiscard]] std::size_t cost() const { return cost_; }

    // Fills `out` from its front with what is to be sent next; returns how many entries it filled.
    [[nodiscard]] std::size_t gather(std::span<iovec> out) const;

    // Takes off the `sent` bytes that were sent; no more than was gathered.
    void consume(std::size_t sent);

    // Drops every frame of which nothing was sent, so that what follows starts at a frame's border.
    void drop_unsent();

    void clear();

  private:
    void release_sent_frames();

    std::size_t bound_;
    std::vector<Frame> frames_;  // those before head_ are sent and released
    std::size_t head_ = 0;
    std::size_t sent_of_head_ = 0;
    std::size_t cost_ = 0;
};

}  // namespace keks::server
