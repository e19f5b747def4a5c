// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <functional>

#include "server/net/event_loop.hpp"

namespace keks::server {

// Calls a function once, some time after it was asked to.
class Timer final : public Watched {
  public:
    // Throws std::system_error. `loop` outlives it.
    Timer(EventLoop& loop, std::function<void()> call);
    ~Timer() { loop_.forget(*this); }

    // Replaces what was asked before. More than 0.
    void expire_after(std::chrono::milliseconds time);
    void cancel();

    void on_events(std::uint32_t events) override;

  private:
    void set(std::chrono::milliseconds time);

    EventLoop& loop_;
    std::function<void()> call_;
    Descriptor descriptor_;
};

}  // namespace keks::server
