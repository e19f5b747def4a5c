// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/ports/tcp_stream.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace keks::rift {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kReadSize = std::size_t{32} * 1024;
// Of what was not read, discarded at the end: a close would tell the other side of a fault else.
constexpr std::size_t kMostDiscarded = std::size_t{1024} * 1024;

void discard_unread(tcp::socket& socket, std::array<std::byte, kReadSize>& buffer) {
    error_code error;
    socket.non_blocking(true, error);
    for (std::size_t sum = 0; !error && sum < kMostDiscarded;)
        sum += socket.read_some(asio::buffer(buffer), error);
}

}  // namespace

// What handlers that are under way keep.
struct TcpStream::Core {
    explicit Core(tcp::socket given) : socket(std::move(given)) {}
    tcp::socket socket;
    std::array<std::byte, kReadSize> buffer{};
    std::vector<std::byte> writing;
    Read read;
    Written written;
    bool aborted = false;
};

TcpStream::TcpStream(tcp::socket socket) : core_(std::make_shared<Core>(std::move(socket))) {
    error_code ignored;  // neither is needed
    core_->socket.set_option(tcp::no_delay{true}, ignored);
    core_->socket.set_option(asio::socket_base::keep_alive{true}, ignored);
}

TcpStream::~TcpStream() {
    core_->read = nullptr;
    core_->written = nullptr;
    error_code ignored;  // the other side may have closed it
    if (core_->aborted) {
        core_->socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    } else {
        core_->socket.shutdown(tcp::socket::shutdown_send, ignored);
        discard_unread(core_->socket, core_->buffer);
    }
    core_->socket.close(ignored);
}

void TcpStream::read(Read done) {
    core_->read = std::move(done);
    core_->socket.async_read_some(asio::buffer(core_->buffer),
                                  [core = core_](error_code error, std::size_t size) {
                                      const auto read = std::exchange(core->read, nullptr);
                                      if (!read) return;
                                      if (error && error != asio::error::eof)
                                          return read(std::nullopt);
                                      read(std::span{core->buffer}.first(size));
                                  });
}

void TcpStream::write(std::vector<std::byte> bytes, Written done) {
    core_->writing = std::move(bytes);
    core_->written = std::move(done);
    asio::async_write(core_->socket, asio::buffer(core_->writing),
                      [core = core_](error_code error, std::size_t /*size*/) {
                          const auto written = std::exchange(core->written, nullptr);
                          if (written) written(!error);
                      });
}

void TcpStream::end_writing() {
    error_code ignored;  // it is closed already
    core_->socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void TcpStream::abort() {
    core_->aborted = true;
}

}  // namespace keks::rift
