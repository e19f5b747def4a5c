// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace keks::client {

/** What passes time to those who wait; tests pass it by hand. Used on the loop only. */
class Clock {
  public:
    /** A wait that is under way. Destroyed (in its own call as well), it calls no more. */
    class Timer {
      public:
        Timer() = default;
        Timer(const Timer&) = delete;
        Timer& operator=(const Timer&) = delete;
        virtual ~Timer() = default;
    };

    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    /** Calls once, from the loop, never from within. */
    [[nodiscard]] virtual std::unique_ptr<Timer> after(std::chrono::milliseconds wait,
                                                       std::function<void()> call) = 0;
};

}  // namespace keks::client
