// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/wait_traits.hpp>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "server/config/endpoint.hpp"
#include "server/net/context.hpp"
#include "server/net/service.hpp"
#include "server/net/socket.hpp"

namespace keks::server {

// An endpoint that cannot be listened on. The message says what, why, and how to mend it.
class ListenError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Accepts connections on one endpoint.
class Listener {
  public:
    // Binds and listens, or throws ListenError. The path of a unix socket that nobody listens on
    // any more is taken over.
    Listener(NetContext& net, const Endpoint& endpoint, Service service);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    // Where it listens: `http://127.0.0.1:24319/` with the port that the system chose, or
    // `unix:/path`.
    [[nodiscard]] std::string url() const;

    // Accepts until stop().
    void start();
    void stop();

  private:
    using Timer =
        boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                          boost::asio::wait_traits<std::chrono::steady_clock>,
                                          EventLoop::Executor>;

    void wait();
    void on_readable(boost::system::error_code error);
    [[nodiscard]] boost::system::error_code accept_one();
    void rest_after(boost::system::error_code error);

    NetContext& net_;
    Endpoint endpoint_;
    Service service_;
    StreamProtocol protocol_;
    Acceptor acceptor_;
    Timer rest_;
    bool fails_ = false;  // since the last connection that was accepted
};

}  // namespace keks::server
