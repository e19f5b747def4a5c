// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "client/signaling/link.hpp"

namespace keks::client::net {

/**
 * A TCP connection with TLS or without, as one type, so that what lies above is compiled once.
 * Counts what goes through. An AsyncStream in the sense of Beast; outlives its operations.
 */
class ClientStream {
  public:
    using Socket = boost::asio::ip::tcp::socket;
    using Tls = boost::asio::ssl::stream<Socket&>;
    using executor_type = boost::asio::any_io_executor;

    explicit ClientStream(Socket connected) : socket_(std::move(connected)) {}
    ClientStream(const ClientStream&) = delete;
    ClientStream& operator=(const ClientStream&) = delete;

    /** From now on everything goes through TLS, of which the handshake is the caller's. */
    Tls& use_tls(std::unique_ptr<boost::asio::ssl::context> context) {
        context_ = std::move(context);
        return tls_.emplace(socket_, *context_);
    }

    /** Ends the connection; what is under way fails. */
    void abort() {
        boost::system::error_code ignored;  // of closing: there is nobody left to tell
        socket_.close(ignored);
    }

    [[nodiscard]] const Traffic& traffic() const { return traffic_; }
    [[nodiscard]] executor_type get_executor() { return socket_.get_executor(); }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const Buffers& into) {
                auto counting = counted(traffic_.received, std::move(handler));
                if (tls_)
                    tls_->async_read_some(into, std::move(counting));
                else
                    socket_.async_read_some(into, std::move(counting));
            },
            token, buffers);
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const Buffers& from) {
                auto counting = counted(traffic_.sent, std::move(handler));
                if (tls_)
                    tls_->async_write_some(from, std::move(counting));
                else
                    socket_.async_write_some(from, std::move(counting));
            },
            token, buffers);
    }

  private:
    template <class Handler>
    static auto counted(std::uint64_t& counter, Handler handler) {
        return [&counter, handler = std::move(handler)](boost::system::error_code error,
                                                        std::size_t bytes) mutable {
            counter += bytes;
            std::move(handler)(error, bytes);
        };
    }

    Socket socket_;
    std::unique_ptr<boost::asio::ssl::context> context_;
    std::optional<Tls> tls_;
    Traffic traffic_;
};

/**
 * Beast's customization points for a stream of one's own. Closing the WebSocket is enough of a
 * goodbye (RFC 6455, section 5.5.1): the owner ends the connection.
 */
template <class Handler>
void async_teardown(boost::beast::role_type /*role*/, ClientStream& stream, Handler&& handler) {
    boost::asio::post(stream.get_executor(), [handler = std::forward<Handler>(handler)]() mutable {
        std::move(handler)(boost::system::error_code{});
    });
}

inline void beast_close_socket(ClientStream& stream) {
    stream.abort();
}

}  // namespace keks::client::net
