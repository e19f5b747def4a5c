// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/async_result.hpp>
#include <memory>
#include <utility>

#include "server/net/socket.hpp"

// What coroutines await of a socket.
namespace keks::server {
namespace detail {

// A wait that belongs to itself until it is over.
template <class Handler>
class SocketWait final : public Waiter {
  public:
    explicit SocketWait(Handler handler) : handler_(std::move(handler)) {}

    void on_ready(boost::system::error_code error) override {
        // What it goes on with may take long, or wait again.
        Handler handler = std::move(handler_);
        delete this;
        std::move(handler)(error);
    }

  private:
    ~SocketWait() = default;

    Handler handler_;
};

template <void (Socket::*wait)(Waiter&)>
[[nodiscard]] auto async_wait(Socket& socket) {
    return boost::asio::async_initiate<decltype(kAwait), void(boost::system::error_code)>(
        [&socket]<class Handler>(Handler&& handler) {
            (socket.*wait)(*new SocketWait<std::decay_t<Handler>>(std::forward<Handler>(handler)));
        },
        kAwait);
}

}  // namespace detail

// Completes when there is something to receive, or the end of it: see Socket::wait_readable().
[[nodiscard]] inline auto async_wait_readable(Socket& socket) {
    return detail::async_wait<&Socket::wait_readable>(socket);
}

// Completes when there is room for what could not be sent.
[[nodiscard]] inline auto async_wait_writable(Socket& socket) {
    return detail::async_wait<&Socket::wait_writable>(socket);
}

}  // namespace keks::server
