// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <vector>

#include "client/resources/byte_stream.hpp"

namespace keks::rift {

/** A TCP connection. */
class TcpStream final : public client::ByteStream {
  public:
    explicit TcpStream(boost::asio::ip::tcp::socket socket);
    ~TcpStream() override;
    TcpStream(const TcpStream&) = delete;
    TcpStream& operator=(const TcpStream&) = delete;

    void read(Read done) override;
    void write(std::vector<std::byte> bytes, Written done) override;
    void end_writing() override;
    void abort() override;

  private:
    struct Core;
    std::shared_ptr<Core> core_;
};

}  // namespace keks::rift
