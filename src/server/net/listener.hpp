// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/error_code.hpp>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "server/config/endpoint.hpp"
#include "server/net/context.hpp"
#include "server/net/service.hpp"
#include "server/net/timer.hpp"

namespace keks::server {

// An endpoint that cannot be listened on. The message says what, why, and how to mend it.
class ListenError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Accepts connections on one endpoint.
class Listener final : public Watched {
  public:
    // Binds and listens, or throws ListenError. The path of a unix socket that nobody listens on
    // any more is taken over.
    Listener(NetContext& net, const Endpoint& endpoint, Service service);
    ~Listener();

    // Where it listens: `http://127.0.0.1:24319/` with the port that the system chose, or
    // `unix:/path`.
    [[nodiscard]] std::string url() const;

    // Accepts until stop().
    void start();
    void stop();

    void on_events(std::uint32_t events) override;

  private:
    [[nodiscard]] boost::system::error_code accept_one();
    void rest_after(boost::system::error_code error);

    NetContext& net_;
    Endpoint endpoint_;
    Service service_;
    Descriptor socket_;
    Timer rest_;
    int at_once_ = 1;     // how many it accepts next time
    bool fails_ = false;  // since the last connection that was accepted
};

}  // namespace keks::server
