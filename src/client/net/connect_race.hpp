// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <vector>

namespace keks::client::net {

using Endpoints = std::vector<boost::asio::ip::tcp::endpoint>;

/** The order of RFC 8305, section 4: families take turns, and each keeps its own order. */
[[nodiscard]] Endpoints interleaved(const Endpoints& endpoints);

/**
 * Connects to one of several addresses of a host, of which some may be dead ends (RFC 8305, section
 * 5): the next is tried when one fails or does not answer soon, and the first to answer wins.
 */
class ConnectRace : public std::enable_shared_from_this<ConnectRace> {
  public:
    using Socket = boost::asio::ip::tcp::socket;
    using Done = std::function<void(boost::system::error_code, Socket)>;

    static constexpr std::chrono::milliseconds head_start{250};

    /** `endpoints`: at least one, in the order of trying. */
    ConnectRace(boost::asio::any_io_executor loop, Endpoints endpoints);

    /** Calls `done` once: with the winner, or with the error of the last to fail. */
    void start(Done done);
    /** Calls `done` with operation_aborted, if it was not called yet. */
    void cancel();

  private:
    void try_next();
    void tried(std::list<Socket>::iterator attempt, boost::system::error_code error);
    void finish(boost::system::error_code error, Socket winner);

    boost::asio::any_io_executor loop_;
    Endpoints endpoints_;
    std::size_t next_ = 0;
    std::list<Socket> attempts_;
    boost::asio::steady_timer timer_;
    Done done_;
};

}  // namespace keks::client::net
