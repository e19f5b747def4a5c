// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "client/clock.hpp"

namespace keks::client::test {

/** Time passes when the test says so. Outlives its timers. */
class ManualClock final : public Clock {
  public:
    std::unique_ptr<Timer> after(std::chrono::milliseconds wait,
                                 std::function<void()> call) override {
        auto entry = std::make_shared<Entry>(Entry{now_ + wait, std::move(call)});
        waiting_.push_back(entry);
        return std::make_unique<Wait>(std::move(entry));
    }

    /** Calls what is due until then, in its order; what is due at once as well. */
    void elapse(std::chrono::milliseconds time) {
        const auto end = now_ + time;
        while (const auto next = take_next(end)) {
            now_ = next->due;
            if (const auto call = std::exchange(next->call, nullptr)) call();
        }
        now_ = end;
    }

  private:
    struct Entry {
        std::chrono::milliseconds due;
        std::function<void()> call;  // empty: called, or no longer wanted
    };
    class Wait final : public Timer {
      public:
        explicit Wait(std::shared_ptr<Entry> entry) : entry_(std::move(entry)) {}
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;
        ~Wait() override { entry_->call = nullptr; }

      private:
        std::shared_ptr<Entry> entry_;
    };

    std::shared_ptr<Entry> take_next(std::chrono::milliseconds end) {
        std::erase_if(waiting_, [](const auto& entry) { return !entry->call; });
        const auto next = std::ranges::min_element(waiting_, {}, &Entry::due);
        if (next == waiting_.end() || (*next)->due > end) return nullptr;
        auto entry = *next;
        waiting_.erase(next);
        return entry;
    }

    std::chrono::milliseconds now_{0};
    std::vector<std::shared_ptr<Entry>> waiting_;
};

}  // namespace keks::client::test
