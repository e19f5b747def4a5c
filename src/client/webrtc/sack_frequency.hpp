// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstddef>
#include <span>

namespace keks::client::webrtc {

/**
 * How many packets a receiver takes for each SACK. Rare ones save work where packets stream in.
 * They cost time where few are under way: a sender whose congestion window is smaller waits for the
 * delayed one, each round trip anew, and its window grows with each SACK (RFC 9260, section 7.2.1).
 * So they are frequent at first, after loss, and while little comes.
 */
class SackFrequency {
  public:
    using Clock = std::chrono::steady_clock;

    /** As RFC 9260 (section 6.2) has it, and as all others do it. */
    static constexpr unsigned usual = 2;

    /** `rarest`: packets, at least `usual`. */
    explicit SackFrequency(unsigned rarest) : rarest_(rarest) {}

    /** A packet of the peer's came, whatever is in it. */
    void on_received() { ++received_; }

    /** A packet of ours, with SCTP's header: its SACK says whether something is missing. */
    void on_sent(std::span<const std::byte> packet);

    /** Every 10 ms: packets for each SACK from now on. */
    unsigned at_tick(Clock::time_point now);

  private:
    unsigned rarest_;
    unsigned packets_ = usual;
    unsigned received_ = 0;
    bool is_missing_ = false;
    Clock::time_point rare_again_{};
};

/** Whether the SACK of a packet, if there is one, reports that others are missing (section 3.3.4).
 */
bool reports_gaps(std::span<const std::byte> packet);

}  // namespace keks::client::webrtc
