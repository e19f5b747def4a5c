// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <csignal>

namespace keks::test {

// Does nothing about a signal, for as long as the object lives.
class IgnoredSignal {
  public:
    explicit IgnoredSignal(int number) : number_{number}, before_{std::signal(number, SIG_IGN)} {}
    ~IgnoredSignal() { std::signal(number_, before_); }
    IgnoredSignal(const IgnoredSignal&) = delete;
    IgnoredSignal& operator=(const IgnoredSignal&) = delete;

  private:
    int number_;
    void (*before_)(int);
};

}  // namespace keks::test
