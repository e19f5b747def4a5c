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

Signals::~Signals() {
    loop_.forget(*this);
    static_cast<void>(::pthread_sigmask(SIG_SETMASK, &before_, nullptr));
}

void Signals::on_events(std::uint32_t /*events*/) {
    signalfd_siginfo info{};
    if (::read(descriptor_.number(), &info, sizeof info) == sizeof info)
        call_(static_cast<int>(info.ssi_signo));
}

}  // namespace keks::server
