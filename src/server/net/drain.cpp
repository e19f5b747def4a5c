// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/drain.hpp"

#include <array>

#include "server/net/socket_wait.hpp"

namespace keks::server {

Awaitable<void> drain(Socket& socket) {
    // Shared by all connections of the one thread: nobody looks at what is discarded.
    static std::array<char, 16384> scratch;
    socket.shut_down_sending();
    while (true) {
        if (socket.receive(scratch).error) co_return;
        const auto [error] = co_await async_wait_readable(socket);
        if (error) co_return;
    }
}

}  // namespace keks::server
