// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/result.hpp>
#include <memory>
#include <string>

#include "client/net/awaitable.hpp"
#include "client/net/client_stream.hpp"
#include "client/net/connect_race.hpp"
#include "client/server_trust.hpp"
#include "client/server_uri.hpp"

namespace keks::client::net {

/** Makes connections to servers, one at a time. Outlives what it does. */
class Dialer {
  public:
    using Dialed = boost::system::result<std::unique_ptr<ClientStream>, LinkFault>;

    /** `shown`: the server in the words of faults, wherever it redirects to. */
    Dialer(const boost::asio::any_io_executor& loop, ServerTrust trust, std::string shown);

    /** Looks the name up, connects and, where the endpoint asks for it, shakes hands by TLS. */
    Awaitable<Dialed> dial(HttpEndpoint endpoint);

    /** Ends `dial` as soon as may be: the system's look-up of a name cannot be interrupted. */
    void abort();

    [[nodiscard]] const std::string& shown() const { return shown_; }

  private:
    using Found = boost::system::result<Endpoints, LinkFault>;
    using Connected = boost::system::result<boost::asio::ip::tcp::socket, LinkFault>;

    Awaitable<Found> look_up(const HttpEndpoint& endpoint);
    Awaitable<Connected> connect(Endpoints endpoints);
    Awaitable<Dialed> secure(std::unique_ptr<ClientStream> stream, std::string host);

    boost::asio::any_io_executor loop_;
    ServerTrust trust_;
    std::string shown_;
    boost::asio::ip::tcp::resolver resolver_;
    std::shared_ptr<ConnectRace> race_;
    ClientStream* securing_ = nullptr;
    bool aborted_ = false;
};

}  // namespace keks::client::net
