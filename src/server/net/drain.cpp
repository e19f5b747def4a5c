// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/drain.hpp"

#include <array>
#include <boost/asio/buffer.hpp>

namespace keks::server {

Awaitable<void> discard_until_end(Socket& socket) {
    // Shared by all connections of the one thread: nobody looks at what is discarded.
    static std::array<char, 16384> scratch;
    boost::system::error_code error;
    while (!error) {
        auto [read_error, bytes] =
            co_await socket.async_read_some(boost::asio::buffer(scratch), kAwait);
        error = read_error;
    }
}

Awaitable<void> drain(Socket& socket) {
    boost::system::error_code ignored;  // the peer may be gone, which the read finds out
    socket.shutdown(Socket::shutdown_send, ignored);
    co_await discard_until_end(socket);
}

}  // namespace keks::server
