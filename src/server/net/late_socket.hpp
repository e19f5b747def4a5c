// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <utility>

#include "server/net/socket.hpp"

namespace keks::server {

// The socket of a connection, of which the loop hears only once somebody has to wait for it. Most
// connections of HTTP never wait: they bring their request, take their answer and end, and to
// register each of them would cost two calls of the system more.
class LateSocket {
  public:
    // Takes over an open descriptor. `loop` outlives it.
    LateSocket(EventLoop& loop, const StreamProtocol& protocol, int descriptor)
        : socket_(loop.executor()), protocol_(protocol), descriptor_(descriptor) {}
    LateSocket(LateSocket&& other) noexcept
        : socket_(std::move(other.socket_)),
          protocol_(other.protocol_),
          descriptor_(std::exchange(other.descriptor_, -1)) {}
    LateSocket& operator=(LateSocket&&) = delete;
    ~LateSocket() { close(); }

    // For what does not wait; -1 after close().
    [[nodiscard]] int native_handle();

    // For what waits. Where it cannot be registered, as after close(), waiting for it is an error.
    [[nodiscard]] Socket& registered();

    // Ends the sending direction (TCP's FIN), if it has not ended already.
    void shut_down_sending();

    // Makes every pending operation fail; close() every later one as well.
    void cancel();
    void close();

  private:
    Socket socket_;
    StreamProtocol protocol_;
    int descriptor_;  // -1 once socket_ has it
};

}  // namespace keks::server
