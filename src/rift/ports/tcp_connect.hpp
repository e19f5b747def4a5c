// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/result.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "client/resources/byte_stream.hpp"

namespace keks::rift {

struct TcpAddress {
    /** A name or an address, without brackets. */
    std::string host;
    std::uint16_t port = 0;
};

/** "example.org:80", "[::1]:80". */
[[nodiscard]] std::string words_of(const TcpAddress& address);

/** The stream, or why there is none. */
using TcpConnected = boost::system::result<std::unique_ptr<client::ByteStream>, std::string>;

/** An attempt to connect, given up after ten seconds. When it is destroyed, `done` does not come.
 */
class TcpConnect {
  public:
    /** `done` comes once, on the loop, never from within. */
    TcpConnect(const boost::asio::any_io_executor& loop, const TcpAddress& address,
               std::function<void(TcpConnected)> done);
    ~TcpConnect();
    TcpConnect(const TcpConnect&) = delete;
    TcpConnect& operator=(const TcpConnect&) = delete;

  private:
    struct Core;
    std::shared_ptr<Core> core_;
};

}  // namespace keks::rift
