// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <chrono>
#include <climits>

namespace keks::test {

using Clock = std::chrono::steady_clock;

// How long a test waits for what must happen. Generous: only a broken server lets it pass.
inline constexpr std::chrono::seconds kPatience{20};

class Deadline {
  public:
    explicit Deadline(Clock::duration patience = kPatience) : end_(Clock::now() + patience) {}

    [[nodiscard]] bool passed() const { return Clock::now() >= end_; }

    // What is left, in the form that poll() takes.
    [[nodiscard]] int poll_timeout() const {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end_ - Clock::now()).count();
        return static_cast<int>(std::clamp<decltype(left)>(left, 0, INT_MAX));
    }

  private:
    Clock::time_point end_;
};

}  // namespace keks::test
