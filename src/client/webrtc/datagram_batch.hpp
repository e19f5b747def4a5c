// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace keks::client::webrtc {

/**
 * Datagrams on their way to one address that one system call can send, by generic segmentation
 * offload: one after the other in memory, all as long as the first, only the last may be shorter.
 */
class DatagramBatch {
  public:
    /** What Linux takes at a time (UDP_MAX_SEGMENTS, and UDP's longest payload over IPv4). */
    static constexpr std::size_t max_datagrams = 64;
    static constexpr std::size_t max_bytes = 65'507;

    DatagramBatch() { bytes_.reserve(max_bytes); }

    /** False, and nothing is added: the batch has to leave first. An empty one takes anything of at
     * most `max_bytes`. */
    bool add(std::span<const std::byte> datagram);

    /** Whether it should leave before the turn of the loop ends: with a quarter of what the turn
     * before sent, the peer works on the first while the next are made, for few more system calls.
     * That makes short round trips shorter, on which small windows wait. */
    [[nodiscard]] bool is_due() const;

    /** What is added from now on belongs to another turn. */
    void end_turn();

    void clear();

    [[nodiscard]] bool empty() const { return datagrams_ == 0; }
    [[nodiscard]] std::size_t datagrams() const { return datagrams_; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
    /** Of each datagram but the last, in bytes. */
    [[nodiscard]] std::size_t segment() const { return segment_; }
    /** The datagram of that number, from 0 on. */
    [[nodiscard]] std::span<const std::byte> datagram(std::size_t number) const;

  private:
    std::vector<std::byte> bytes_;
    std::size_t datagrams_ = 0;
    std::size_t segment_ = 0;
    std::size_t turn_ = 0;
    std::size_t turn_before_ = 0;
};

}  // namespace keks::client::webrtc
