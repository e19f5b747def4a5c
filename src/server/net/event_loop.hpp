// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/intrusive/list.hpp>
#include <cstddef>
#include <functional>

namespace keks::server {

// Something with bytes to send. Leaves the loop's list by itself when it is destroyed.
class Flushable : public boost::intrusive::list_base_hook<
                      boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
  public:
    Flushable() = default;
    Flushable(const Flushable&) = delete;
    Flushable& operator=(const Flushable&) = delete;

    // Sends what is queued, as far as the socket takes it. Must not block or throw.
    virtual void flush() = 0;

  protected:
    ~Flushable() = default;
};

// The one event loop, in turns: handlers run until none is ready or the turn's bound is reached;
// then everything that was queued in the turn leaves, with one gathering send for each connection.
class EventLoop {
  public:
    using Executor = boost::asio::io_context::executor_type;

    [[nodiscard]] boost::asio::io_context& context() { return context_; }
    [[nodiscard]] Executor executor() { return context_.get_executor(); }

    // Calls flush() at the end of this turn; asking again before that changes nothing.
    void flush_later(Flushable& flushable) {
        if (!flushable.is_linked()) dirty_.push_back(flushable);
    }

    // Ends the turn soon if so many bytes more, with what was said before in it, are enough.
    void spend(std::size_t bytes) { spent_ += bytes; }

    // Called after each turn's flush, for bounds that hold for the whole process.
    void on_turn_end(std::function<void()> check) { check_ = std::move(check); }

    // Returns when nothing is left to do or after stop().
    void run();
    void stop() { context_.stop(); }

    // Runs what is ready and returns, after a stop() as well.
    void poll();

  private:
    void flush();

    boost::asio::io_context context_{1};
    boost::intrusive::list<Flushable, boost::intrusive::constant_time_size<false>> dirty_;
    std::function<void()> check_ = [] {};
    std::size_t spent_ = 0;  // in this turn
};

}  // namespace keks::server
