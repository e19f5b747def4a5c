// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_prefix.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "server/net/frame_queue.hpp"
#include "server/net/received_frames.hpp"
#include "server/net/socket.hpp"

namespace keks::server {

// The stream below `websocket::stream`. What the WebSocket layer writes (its handshake and control
// frames, each in one piece) and the frames that are pushed from outside go through one queue,
// which leaves at the end of the loop's turn. What arrives is read as far as it is there, and given
// to the WebSocket layer frame by frame: a message that is here as a whole needs no waiting, and
// reading it without is what makes many small ones cheap.
//
// An AsyncStream and a SyncStream in the sense of Beast. One thread. Held by shared_ptr, because a
// wait for the socket may outlast its session.
class CoalescingStream final : public Flushable,
                               public std::enable_shared_from_this<CoalescingStream> {
  public:
    using executor_type = EventLoop::Executor;

    // `received` is what arrived behind the request that was upgraded; it is read first.
    CoalescingStream(EventLoop& loop, FrameLedger& ledger, Socket socket, std::size_t bound,
                     std::string_view received);
    CoalescingStream(const CoalescingStream&) = delete;
    CoalescingStream& operator=(const CoalescingStream&) = delete;
    ~CoalescingStream() { ledger_.subtract(received_.size()); }

    [[nodiscard]] executor_type get_executor() noexcept { return loop_.executor(); }
    [[nodiscard]] Socket& socket() { return socket_; }
    [[nodiscard]] std::size_t held_bytes() const { return queue_.cost() + received_.size(); }
    // Of them those that arrived and were not read.
    [[nodiscard]] std::size_t received_bytes() const { return received_.size(); }
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

    // A message can be read with read_some(), which will not have to wait.
    [[nodiscard]] bool has_message() const { return received_.has_message(); }

    // Whether receive() is the way to go on: between frames, unless a long message has begun.
    [[nodiscard]] bool awaits_message() const;

    // Completes when something more arrived, which may be less than a message, or with what ended
    // the connection.
    template <class Token>
    auto async_receive(Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code)>(
            [this](auto handler) {
                socket_.async_wait(Socket::wait_read, [this, handler = std::move(handler)](
                                                          boost::system::error_code error) mutable {
                    if (!error) error = receive();
                    std::move(handler)(error);
                });
            },
            token);
    }

    // Gives what is here, and does not wait: `would_block` when nothing is.
    template <class MutableBuffers>
    std::size_t read_some(const MutableBuffers& buffers, boost::system::error_code& error) {
        std::size_t taken = 0;
        for (auto at = boost::asio::buffer_sequence_begin(buffers);
             at != boost::asio::buffer_sequence_end(buffers); ++at) {
            const boost::asio::mutable_buffer into{*at};
            taken += take_out(into);
        }
        error = taken == 0 && boost::asio::buffer_size(buffers) > 0
                    ? boost::asio::error::would_block
                    : boost::system::error_code{};
        return taken;
    }

    template <class MutableBuffers, class Token>
    auto async_read_some(const MutableBuffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const MutableBuffers& into) {
                if (received_.ready() == 0) return read_when_there(into, std::move(handler));
                boost::system::error_code error;
                const std::size_t taken = read_some(into, error);
                complete(std::move(handler), error, taken);
            },
            token, buffers);
    }

    // Takes all of the buffers at once.
    template <class ConstBuffers, class Token>
    auto async_write_some(const ConstBuffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const ConstBuffers& from) {
                boost::system::error_code error;
                const std::size_t written = write_some(from, error);
                complete(std::move(handler), error, written);
            },
            token, buffers);
    }

    template <class ConstBuffers>
    std::size_t write_some(const ConstBuffers& buffers, boost::system::error_code& error) {
        std::string bytes(boost::asio::buffer_size(buffers), '\0');
        boost::asio::buffer_copy(boost::asio::buffer(bytes), buffers);
        error = write(std::move(bytes));
        return error ? 0 : boost::asio::buffer_size(buffers);
    }

    // As SyncStream has them; nobody calls them.
    template <class MutableBuffers>
    std::size_t read_some(const MutableBuffers& buffers) {
        boost::system::error_code error;
        const std::size_t taken = read_some(buffers, error);
        if (error) throw boost::system::system_error{error};
        return taken;
    }
    template <class ConstBuffers>
    std::size_t write_some(const ConstBuffers& buffers) {
        boost::system::error_code error;
        const std::size_t written = write_some(buffers, error);
        if (error) throw boost::system::system_error{error};
        return written;
    }

  private:
    // The rest of a long frame goes where it is wanted; whatever else comes is looked at first.
    template <class MutableBuffers, class Handler>
    void read_when_there(const MutableBuffers& into, Handler handler) {
        if (received_.missing() > 0) return read_through(into, std::move(handler));
        async_receive(
            [this, into, handler = std::move(handler)](boost::system::error_code error) mutable {
                if (error) return std::move(handler)(error, 0);
                if (received_.ready() == 0) return read_when_there(into, std::move(handler));
                const std::size_t taken = read_some(into, error);
                std::move(handler)(error, taken);
            });
    }

    template <class MutableBuffers, class Handler>
    void read_through(const MutableBuffers& into, Handler handler) {
        const auto missing = static_cast<std::size_t>(
            std::min<std::uint64_t>(received_.missing(), std::numeric_limits<std::size_t>::max()));
        socket_.async_read_some(boost::beast::buffers_prefix(missing, into),
                                [this, handler = std::move(handler)](
                                    boost::system::error_code error, std::size_t bytes) mutable {
                                    received_.passed(bytes);
                                    std::move(handler)(error, bytes);
                                });
    }

    template <class Handler>
    void complete(Handler handler, boost::system::error_code error, std::size_t bytes) {
        const auto executor = boost::asio::get_associated_executor(handler, get_executor());
        boost::asio::post(executor, [handler = std::move(handler), error, bytes]() mutable {
            std::move(handler)(error, error ? 0 : bytes);
        });
    }

    void take_in(std::string_view bytes);
    std::size_t take_out(boost::asio::mutable_buffer into);
    // Takes in what is there, up to a bound.
    boost::system::error_code receive();
    boost::system::error_code write(std::string bytes);
    bool enqueue(Frame frame);
    void wait_until_writable();

    EventLoop& loop_;
    FrameLedger& ledger_;
    Socket socket_;
    FrameQueue queue_;
    ReceivedFrames received_;
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

inline void teardown(boost::beast::role_type /*role*/, CoalescingStream& /*stream*/,
                     boost::system::error_code& error) {
    error = {};
}

inline void beast_close_socket(CoalescingStream& stream) {
    stream.abort();
}

}  // namespace keks::server
