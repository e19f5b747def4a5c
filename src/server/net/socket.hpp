// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <span>
#include <utility>

#include "server/net/descriptor.hpp"
#include "server/net/event_loop.hpp"
#include "server/net/transfer.hpp"

namespace keks::server {

enum class Transport { tcp, local };  // local: unix(7)

// The socket of a connection, TCP or unix, which does not block. The loop hears of it only once
// somebody has to wait for it. Most connections of HTTP never wait: they bring their request, take
// their answer and end, and to register each of them would cost a call of the system more.
//
// At most one waits in each direction. Where two wait, being told of the one must not destroy the
// other.
class Socket final : public Watched, private Waiter {
  public:
    // `loop` outlives it.
    Socket(EventLoop& loop, Transport transport, Descriptor descriptor)
        : loop_(loop),
          descriptor_(std::move(descriptor)),
          ends_short_(transport == Transport::tcp) {}
    ~Socket();

    // -1 after close().
    [[nodiscard]] int native_handle() const { return descriptor_.number(); }
    [[nodiscard]] bool is_open() const { return descriptor_.is_open(); }

    // Takes what is there, up to the size of `into`; `eof` at the end of what the peer sends.
    [[nodiscard]] Transferred receive(std::span<char> into);
    // Whether receive() has taken all that is known to be there.
    [[nodiscard]] bool exhausted() const { return exhausted_; }

    // Calls `waiter` when there is something to receive, the end or an error too; where it is not
    // exhausted, once the others of the turn have been told.
    void wait_readable(Waiter& waiter);
    // Calls `waiter` when there is room again for what could not be sent.
    void wait_writable(Waiter& waiter);

    // Ends the sending direction (TCP's FIN), if it has not ended already.
    void shut_down_sending();

    // Aborts every wait; close() every later one as well.
    void cancel();
    void close();

    void on_events(std::uint32_t events) override;

  private:
    void on_ready(boost::system::error_code error) override;
    [[nodiscard]] bool ensure_watched();
    void abort(Waiter*& waiter);

    EventLoop& loop_;
    Waiter* reader_ = nullptr;
    Waiter* writer_ = nullptr;
    Descriptor descriptor_;
    bool watched_ = false;
    bool exhausted_ = false;
    bool ends_short_;  // only what there is ends a read before it took all that it could
};

template <class T>
using Awaitable = boost::asio::awaitable<T, EventLoop::Executor>;

// Completes with a tuple whose first element is the error code: no exceptions for what peers do.
// Name what is awaited before asking about it: g++ 12 was seen to resume a broken frame where an
// `if` declared its condition with co_await.
inline constexpr auto kAwait =
    boost::asio::as_tuple_t<boost::asio::use_awaitable_t<EventLoop::Executor>>{};

}  // namespace keks::server
