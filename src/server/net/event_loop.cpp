// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/event_loop.hpp"

#include <boost/asio/error.hpp>
#include <cerrno>
#include <system_error>

namespace keks::server {
namespace {

using boost::system::error_code;

// What is received in one turn. Those who send much must not keep from the others what is queued
// for them, nor outrun the bounds that are checked between turns.
constexpr std::size_t kTurnBytes = std::size_t{4} << 20U;

// How often one turn asks for events. Lower values break the bursts of large rooms into several
// sends for each member; higher ones make the first in a turn wait longer.
constexpr int kTurnCollections = 16;

constexpr int kAtOnce = 0;
constexpr int kForever = -1;

[[noreturn]] void fail(const char* what) {
    throw std::system_error{errno, std::generic_category(), what};
}

}  // namespace

EventLoop::EventLoop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (!epoll_.is_open()) fail("epoll_create1");
}

error_code EventLoop::watch(int descriptor, Watched& watched, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &watched;
    if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event) == 0) return {};
    return {errno, boost::system::system_category()};
}

void EventLoop::unwatch(int descriptor) {
    epoll_event unused{};
    static_cast<void>(::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, descriptor, &unused));
}

void EventLoop::forget(const Watched& watched) {
    for (std::size_t i = next_; i < count_; ++i)
        if (events_[i].data.ptr == &watched) events_[i].data.ptr = nullptr;
}

void EventLoop::resume_later(Waiter& waiter) {
    if (!static_cast<detail::Hook<Waiter>&>(waiter).is_linked()) resumed_.push_back(waiter);
}

void EventLoop::abort_later(Waiter& waiter) {
    aborted_.push_back(waiter);
}

void EventLoop::flush_later(Flushable& flushable) {
    if (!static_cast<detail::Hook<Flushable>&>(flushable).is_linked()) dirty_.push_back(flushable);
}

void EventLoop::run() {
    while (!stopped_) turn(has_work() ? kAtOnce : kForever);
}

void EventLoop::poll() {
    turn(kAtOnce);
}

void EventLoop::turn(int timeout) {
    collect(timeout);
    for (int collections = 1; count_ > 0; ++collections) {
        tell();
        // What has come meanwhile may be for the same connections, and to ask costs less than to
        // send to each of them once more.
        if (dirty_.empty() || collections == kTurnCollections) break;
        collect(kAtOnce);
    }
    resume(resumed_, {});
    resume(aborted_, boost::asio::error::operation_aborted);
    context_.poll();
    end_turn();
}

bool EventLoop::has_work() {
    const bool ran = context_.poll() > 0;
    return ran || !resumed_.empty() || !aborted_.empty() || !dirty_.empty();
}

void EventLoop::collect(int timeout) {
    next_ = count_ = 0;
    const int count =
        ::epoll_wait(epoll_.number(), events_.data(), static_cast<int>(events_.size()), timeout);
    if (count >= 0)
        count_ = static_cast<std::size_t>(count);
    else if (errno != EINTR)
        fail("epoll_wait");
}

void EventLoop::tell() {
    while (next_ < count_) {
        const epoll_event event = events_[next_++];
        if (event.data.ptr == nullptr) continue;
        static_cast<Watched*>(event.data.ptr)->on_events(event.events);
        if (spent_ >= kTurnBytes) end_turn();
    }
}

// As many as there are now, for some may come again at once.
void EventLoop::resume(Waiters& waiters, error_code error) {
    for (std::size_t left = waiters.size(); left > 0 && !waiters.empty(); --left) {
        Waiter& next = waiters.front();
        waiters.pop_front();
        next.on_ready(error);
        if (spent_ >= kTurnBytes) end_turn();
    }
}

void EventLoop::end_turn() {
    spent_ = 0;
    flush();
    check_();
    flush();  // what the check made others say
}

void EventLoop::flush() {
    while (!dirty_.empty()) {
        Flushable& next = dirty_.front();
        dirty_.pop_front();
        next.flush();
    }
}

}  // namespace keks::server
