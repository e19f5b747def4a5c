// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/signals.hpp"

#include <sys/signalfd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace keks::server {

Signals::Signals(EventLoop& loop, std::initializer_list<int> signals, std::function<void(int)> call)
    : loop_(loop), call_(std::move(call)) {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals) sigaddset(&set, signal);
    descriptor_ = Descriptor{::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC)};
    if (!descriptor_.is_open()) throw std::system_error{errno, std::generic_category(), "signalfd"};
    if (const auto error = loop_.watch(descriptor_.number(), *this, EPOLLIN))
        throw std::system_error{error, "epoll_ctl"};
    // From here on they wait to be read.
    if (::pthread_sigmask(SIG_BLOCK, &set, &before_) != 0)
        throw std::system_error{errno, std::generic_category(), "pthread_sigmask"};
}

// One that came last may not be told any more, but must not end the program instead either.
Signals::~Signals() {
    loop_.forget(*this);
    while (next() != 0) continue;
    static_cast<void>(::pthread_sigmask(SIG_SETMASK, &before_, nullptr));
}

void Signals::on_events(std::uint32_t /*events*/) {
    if (const int signal = next()) call_(signal);
}

// 0 if there is none.
int Signals::next() const {
    signalfd_siginfo info{};
    const bool is_there = ::read(descriptor_.number(), &info, sizeof info) == sizeof info;
    return is_there ? static_cast<int>(info.ssi_signo) : 0;
}

}  // namespace keks::server
