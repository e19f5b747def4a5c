// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <string>

#include "server/net/frame_queue.hpp"
#include "server/net/socket.hpp"

namespace keks::server {

// The stream below `websocket::stream`. What the WebSocket layer writes (its handshake and control
// frames, each in one piece) and the frames that are pushed from outside go through one queue,
// which leaves at the end of the loop's turn.
//
// An AsyncStream in the sense of Beast. One thread. Held by shared_ptr, because a wait for the
// socket may outlast its session.
class CoalescingStream final : public Flushable,
                               public std::enable_shared_from_this<CoalescingStream> {
  public:
    using executor_type = EventLoop::Executor;

    // `received` is what arrived behind the request that was upgraded; it is read first.
    CoalescingStream(EventLoop& loop, FrameLedger& ledger, Socket socket, std::size_t bound,
                     std::string received)
        : loop_(loop),
          ledger_(ledger),
          socket_(std::move(socket)),
          queue_(bound),
          received_(std::move(received)) {}

    [[nodiscard]] executor_type get_executor() noexcept { return loop_.executor(); }
    [[nodiscard]] Socket& socket() { return socket_; }
    [[nodiscard]] std::size_t queued_cost() const { return queue_.cost(); }
    // Whether the last frame is queued or sent: ours, or a close frame of the WebSocket layer.
    [[nodiscard]] bool sealed() const { return sealed_; }

    // False, and nothing is queued: the client has fallen further behind than the bound allows, or
    // the stream is sealed or broken.
    [[nodiscard]] bool push(Frame frame);

    // Makes this the last frame, behind what is queued or, for a client that does not read, in
    // place of it. What is written later is discarded: nothing follows a close frame.
    // Does nothing if the last frame is there already.
    void seal_with(Frame last, bool drop_queued);

    // Ends the sending direction once everything queued is sent (TCP's FIN). Nothing may be pushed
    // after this.
    void finish();

    // Sends nothing more and makes every pending and later operation fail.
    void abort();

    void flush() override;

    template <class MutableBuffers, class Token>
    auto async_read_some(const MutableBuffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const MutableBuffers& into) {
                if (received_.empty()) return socket_.async_read_some(into, std::move(handler));
                const std::size_t n =
                    boost::asio::buffer_copy(into, boost::asio::buffer(received_));
                received_.erase(0, n);
                complete(std::move(handler), {}, n);
            },
            token, buffers);
    }

    // Takes all of the buffers at once.
    template <class ConstBuffers, class Token>
    auto async_write_some(const ConstBuffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const ConstBuffers& from) {
                std::string bytes(boost::asio::buffer_size(from), '\0');
                boost::asio::buffer_copy(boost::asio::buffer(bytes), from);
                complete(std::move(handler), write(std::move(bytes)),
                         boost::asio::buffer_size(from));
            },
            token, buffers);
    }

  private:
    template <class Handler>
    void complete(Handler handler, boost::system::error_code error, std::size_t bytes) {
        const auto executor = boost::asio::get_associated_executor(handler, get_executor());
        boost::asio::post(executor, [handler = std::move(handler), error, bytes]() mutable {
            std::move(handler)(error, error ? 0 : bytes);
        });
    }

    boost::system::error_code write(std::string bytes);
    bool enqueue(Frame frame);
    void wait_until_writable();

    EventLoop& loop_;
    FrameLedger& ledger_;
    Socket socket_;
    FrameQueue queue_;
    std::string received_;
    bool sealed_ = false;
    bool finishes_ = false;
    bool waits_ = false;  // for the socket to become writable
};

// Beast's customization points for a stream of one's own. The session itself ends the connection
// when the WebSocket layer is done with it, so that what is queued still leaves.
template <class Handler>
void async_teardown(boost::beast::role_type /*role*/, CoalescingStream& stream, Handler&& handler) {
    boost::asio::post(stream.get_executor(), [handler = std::forward<Handler>(handler)]() mutable {
        std::move(handler)(boost::system::error_code{});
    });
}

inline void beast_close_socket(CoalescingStream& stream) {
    stream.abort();
}

}  // namespace keks::server
