// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "client/clock.hpp"

namespace keks::client {

/**
 * When a connection that ended is to be offered anew: again and again while that lasts, with
 * growing pauses. Times and rules are those of web/src/peer/ice-watch.ts.
 */
class Mending {
  public:
    /** The side that closed its end mostly leaves, or makes another itself. */
    static constexpr std::chrono::milliseconds closed{4'000};
    /** The polite side waits longer, so that mostly one side alone offers. */
    static constexpr std::chrono::milliseconds polite{2'000};
    static constexpr std::chrono::milliseconds retry{8'000};
    static constexpr std::chrono::milliseconds longest{30'000};
    /** Attempts for a connection that nobody uses. */
    static constexpr int idle_attempts = 3;

    enum class End { failed, closed_by_peer };

    /** `mend` may destroy whoever has this, if that is kept until it returns. */
    Mending(Clock& clock, std::function<void()> mend);

    void set_polite(bool is_polite) { polite_ = is_polite; }
    /** From now on somebody needs the connection. */
    void use() { used_ = true; }
    bool is_used() const { return used_; }

    void connected();
    void ended(End end);
    /** The other side can be told again, and the connection has ended. */
    void again();
    void stop() { timer_.reset(); }

  private:
    std::chrono::milliseconds delay(std::chrono::milliseconds first) const;
    void arm(std::chrono::milliseconds delay, bool sooner);

    Clock& clock_;
    std::function<void()> mend_;
    std::unique_ptr<Clock::Timer> timer_;
    int attempts_ = 0;
    bool polite_ = false;
    bool used_ = false;
};

}  // namespace keks::client
