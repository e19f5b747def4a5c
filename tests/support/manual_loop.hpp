// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>

#include "client/clock.hpp"

namespace keks::test {

// An event loop whose time passes when a test says so.
class ManualLoop : public client::Clock {
  public:
    void post(std::function<void()> task) { tasks_.push_back(std::move(task)); }

    // Everything that is due, and all that follows of it.
    void run() {
        for (int steps = 0; step(); ++steps) {
            if (steps == most_steps) throw std::logic_error{"goes on for ever"};
        }
    }

    // One task; false if there is none.
    bool step() {
        if (tasks_.empty()) return false;
        const auto task = std::move(tasks_.front());
        tasks_.pop_front();
        task();
        return true;
    }

    void elapse(std::chrono::milliseconds time) {
        const auto end = now_ + time;
        run();
        while (!timers_.empty() && timers_.begin()->first.first <= end) {
            const auto next = timers_.begin();
            now_ = next->first.first;
            const auto due = std::move(next->second);
            timers_.erase(next);
            due();
            run();
        }
        now_ = end;
    }

    std::size_t timers() const { return timers_.size(); }

    [[nodiscard]] std::unique_ptr<Timer> after(std::chrono::milliseconds delay,
                                               std::function<void()> run) override {
        const Key key{now_ + delay, ++last_};
        timers_[key] = std::move(run);
        return std::make_unique<Waiting>(*this, key);
    }

  private:
    static constexpr int most_steps = 1'000'000;
    using Key = std::pair<std::chrono::milliseconds, std::uint64_t>;

    class Waiting : public Timer {
      public:
        Waiting(ManualLoop& loop, Key key) : loop_(loop), key_(key) {}
        ~Waiting() override { loop_.timers_.erase(key_); }
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;

      private:
        ManualLoop& loop_;
        Key key_;
    };

    std::deque<std::function<void()>> tasks_;
    std::map<Key, std::function<void()>> timers_;
    std::chrono::milliseconds now_{0};
    std::uint64_t last_ = 0;
};

}  // namespace keks::test
