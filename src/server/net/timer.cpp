// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/timer.hpp"

#include <sys/timerfd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace keks::server {

Timer::Timer(EventLoop& loop, std::function<void()> call)
    : loop_(loop),
      call_(std::move(call)),
      descriptor_(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)) {
    if (!descriptor_.is_open())
        throw std::system_error{errno, std::generic_category(), "timerfd_create"};
    if (const auto error = loop_.watch(descriptor_.number(), *this, EPOLLIN))
        throw std::system_error{error, "epoll_ctl"};
}

void Timer::expire_after(std::chrono::milliseconds time) {
    set(time);
}

void Timer::cancel() {
    set({});
}

// 0 disarms it, and forgets an expiry that nobody has read.
void Timer::set(std::chrono::milliseconds time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    itimerspec wanted{};
    wanted.it_value.tv_sec = seconds.count();
    wanted.it_value.tv_nsec = std::chrono::nanoseconds{time - seconds}.count();
    if (::timerfd_settime(descriptor_.number(), 0, &wanted, nullptr) != 0)
        throw std::system_error{errno, std::generic_category(), "timerfd_settime"};
}

void Timer::on_events(std::uint32_t /*events*/) {
    std::uint64_t expiries = 0;
    // Nothing to read: it was set anew in the same turn.
    if (::read(descriptor_.number(), &expiries, sizeof expiries) == sizeof expiries) call_();
}

}  // namespace keks::server
