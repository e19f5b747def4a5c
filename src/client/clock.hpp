// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>

namespace keks::client {

/** Time, as logic that must be tested without waiting sees it. Used on the loop only. */
class Clock {
  public:
    /** Something that is to happen; destroyed before, it does not. Allowed in what it runs. */
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

    /** Runs it once, on the loop, never from within this call. Drop the timer and it is off. */
    [[nodiscard]] virtual std::unique_ptr<Timer> after(std::chrono::milliseconds delay,
                                                       std::function<void()> run) = 0;
};

/** The steady clock of the machine. */
std::unique_ptr<Clock> make_clock(boost::asio::any_io_executor loop);

}  // namespace keks::client
