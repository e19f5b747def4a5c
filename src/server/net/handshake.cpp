// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/handshake.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/system/system_error.hpp>

#include "server/http/response.hpp"

namespace keks::server {
namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;

// What Beast's WebSocket layer writes its answer to. That is all it is needed for: nothing of it
// stays with a connection, of which it would be the larger part. A SyncStream in Beast's sense.
class Paper {
  public:
    using executor_type = EventLoop::Executor;

    explicit Paper(EventLoop& loop) : loop_(loop) {}

    [[nodiscard]] executor_type get_executor() noexcept { return loop_.executor(); }
    [[nodiscard]] std::string take_text() { return std::move(text_); }

    template <class ConstBuffers>
    std::size_t write_some(const ConstBuffers& buffers, error_code& error) {
        const std::size_t size = boost::asio::buffer_size(buffers);
        const std::size_t before = text_.size();
        text_.resize(before + size);
        boost::asio::buffer_copy(boost::asio::buffer(text_.data() + before, size), buffers);
        error = {};
        return size;
    }
    template <class ConstBuffers>
    std::size_t write_some(const ConstBuffers& buffers) {
        error_code error;
        return write_some(buffers, error);
    }

    // The request is here already: nobody reads.
    template <class MutableBuffers>
    std::size_t read_some(const MutableBuffers& /*buffers*/, error_code& error) {
        error = boost::asio::error::eof;
        return 0;
    }
    template <class MutableBuffers>
    std::size_t read_some(const MutableBuffers& buffers) {
        error_code error;
        static_cast<void>(read_some(buffers, error));
        throw boost::system::system_error{error};
    }

  private:
    EventLoop& loop_;
    std::string text_;
};

void decorate(websocket::response_type& response) {
    response.set(beast::http::field::server, "keks-meet");
    for (const auto& [name, value] : security_headers()) response.set(name, value);
}

}  // namespace

HandshakeAnswer answer_handshake(EventLoop& loop, const Upgrade& upgrade) {
    // Without permessage-deflate: sealed messages do not compress.
    websocket::stream<Paper, false> stream{loop};
    stream.set_option(websocket::stream_base::decorator(decorate));
    error_code error;
    stream.accept(upgrade.request, error);
    return {.bytes = stream.next_layer().take_text(), .accepted = !error};
}

}  // namespace keks::server
