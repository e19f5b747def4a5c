// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <csignal>
#include <functional>
#include <initializer_list>

#include "server/net/event_loop.hpp"

namespace keks::server {

// Calls a function for each of some signals, which do nothing else as long as it lives. Of the
// thread that makes it, which must be the only one.
class Signals final : public Watched {
  public:
    // Throws std::system_error. `loop` outlives it.
    Signals(EventLoop& loop, std::initializer_list<int> signals, std::function<void(int)> call);
    ~Signals();

    void on_events(std::uint32_t events) override;

  private:
    [[nodiscard]] int next() const;

    EventLoop& loop_;
    std::function<void(int)> call_;
    sigset_t before_{};
    Descriptor descriptor_;
};

}  // namespace keks::server
