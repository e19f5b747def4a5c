// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/result.hpp>
#include <functional>
#include <memory>
#include <string>

#include "client/resources/byte_stream.hpp"
#include "rift/ports/tcp_connect.hpp"

namespace keks::rift {

/** Takes connections as long as it lives. */
class TcpListener {
  public:
    using Accepted = std::function<void(std::unique_ptr<client::ByteStream>)>;

    /** `address.host` is an address; port 0: any that is free. `accepted` comes on the loop, never
     * from within. Otherwise why it cannot listen. */
    static boost::system::result<std::unique_ptr<TcpListener>, std::string> open(
        const boost::asio::any_io_executor& loop, const TcpAddress& address, Accepted accepted);
    ~TcpListener();
    TcpListener(const TcpListener&) = delete;
    TcpListener& operator=(const TcpListener&) = delete;

    /** With the port that it has. */
    [[nodiscard]] TcpAddress address() const;

  private:
    struct Core;
    explicit TcpListener(std::shared_ptr<Core> core);
    std::shared_ptr<Core> core_;
};

}  // namespace keks::rift
