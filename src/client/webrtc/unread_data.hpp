// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace keks::client::webrtc {

/**
 * Bounds how many chunks usrsctp holds that nobody reads. It takes as many bytes as its buffer
 * holds, whatever window it told: 4 Mi messages of one byte, each of which costs it some hundreds.
 * A peer that keeps to its window has sent a few thousand by then.
 */
class UnreadData {
  public:
    static constexpr std::uint32_t max_chunks = 64 * 1024;

    /** A packet of ours: what it acknowledges is there. */
    void on_sent(std::span<const std::byte> packet);

    /** There is nothing more to read. */
    void on_drained() { read_ = acknowledged_; }

    /** False: a packet of the peer's is to be taken for lost. */
    [[nodiscard]] bool admits(std::span<const std::byte> packet) const;

  private:
    // Sequence numbers (TSN), which begin anywhere and wrap.
    std::uint32_t acknowledged_ = 0;
    std::uint32_t read_ = 0;
    bool has_begun_ = false;
};

}  // namespace keks::client::webrtc
