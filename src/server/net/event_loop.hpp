// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/epoll.h>

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/intrusive/list.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "server/net/descriptor.hpp"

namespace keks::server {

namespace detail {

// A place in one of the loop's lists, which it leaves by itself when it is destroyed.
template <class Tag>
using Hook =
    boost::intrusive::list_base_hook<boost::intrusive::tag<Tag>,
                                     boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

template <class Member, class Tag>
using List = boost::intrusive::list<Member, boost::intrusive::base_hook<Hook<Tag>>,
                                    boost::intrusive::constant_time_size<false>>;

}  // namespace detail

// Something with bytes to send.
class Flushable : public detail::Hook<Flushable> {
  public:
    Flushable() = default;
    Flushable(const Flushable&) = delete;
    Flushable& operator=(const Flushable&) = delete;

    // Sends what is queued, as far as the socket takes it. Must not block or throw.
    virtual void flush() = 0;

  protected:
    ~Flushable() = default;
};

// Something that goes on when what it waits for has come.
class Waiter : public detail::Hook<Waiter> {
  public:
    Waiter() = default;
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    // Called once for each wait; `operation_aborted` if nothing will come. May destroy the waiter.
    virtual void on_ready(boost::system::error_code error) = 0;

  protected:
    ~Waiter() = default;
};

// Something with a descriptor of which the loop tells.
class Watched {
  public:
    Watched() = default;
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

    // `events` as of epoll_ctl(2). May destroy the watched.
    virtual void on_events(std::uint32_t events) = 0;

  protected:
    ~Watched() = default;
};

// The one event loop, in turns: all who have something to do have one go, until the turn's bound is
// reached; then everything that was queued in the turn leaves, with one gathering send for each
// connection.
//
// It has an epoll(7) of its own, where every connection is registered once, for both directions and
// by edges. Asio's reactor wants a call of epoll_ctl(2) for each wait, and a second of
// epoll_wait(2) in each turn. Asio runs the coroutines alone; whoever gives it something to wait
// for, a timer as well, waits in vain.
class EventLoop {
  public:
    using Executor = boost::asio::io_context::executor_type;

    EventLoop();  // throws std::system_error

    // Of coroutines. What is posted to it runs within a turn.
    [[nodiscard]] Executor executor() { return context_.get_executor(); }

    // From now on `watched` hears of a descriptor (EPOLLIN and so on), until that is closed.
    [[nodiscard]] boost::system::error_code watch(int descriptor, Watched& watched,
                                                  std::uint32_t events);
    // Ends this with the descriptor left open.
    void unwatch(int descriptor);
    // Whatever has happened already is not told any more. To be called before the end of `watched`.
    void forget(const Watched& watched);

    // Goes on behind those of whom there are events in this turn.
    void resume_later(Waiter& waiter);
    // Tells it `operation_aborted`, soon and not from within this call.
    void abort_later(Waiter& waiter);

    // Calls flush() at the end of this turn; asking again before that changes nothing.
    void flush_later(Flushable& flushable);

    // Ends the turn soon if so many bytes more, or what is as much work, are enough.
    void spend(std::size_t bytes) { spent_ += bytes; }

    // Called after each turn's flush, for bounds that hold for the whole process.
    void on_turn_end(std::function<void()> check) { check_ = std::move(check); }

    // Returns after stop().
    void run();
    void stop() { stopped_ = true; }

    // Does what can be done without waiting and returns, after a stop() as well.
    void poll();

  private:
    using Waiters = detail::List<Waiter, Waiter>;

    void turn(int timeout);
    [[nodiscard]] bool has_work();
    void collect(int timeout);
    void tell();
    void resume(Waiters& waiters, boost::system::error_code error);
    void end_turn();
    void flush();

    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<Executor> work_{context_.get_executor()};
    Descriptor epoll_;
    std::array<epoll_event, 512> events_{};
    std::size_t next_ = 0;   // of the events that are told at the moment
    std::size_t count_ = 0;  // of these
    Waiters resumed_;
    Waiters aborted_;
    detail::List<Flushable, Flushable> dirty_;
    std::function<void()> check_ = [] {};
    std::size_t spent_ = 0;  // in this turn
    bool stopped_ = false;
};

}  // namespace keks::server
