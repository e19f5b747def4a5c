// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/late_socket.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace keks::server {

int LateSocket::native_handle() {
    return socket_.is_open() ? socket_.native_handle() : descriptor_;
}

Socket& LateSocket::registered() {
    if (descriptor_ < 0) return socket_;
    boost::system::error_code error;
    socket_.assign(protocol_, descriptor_, error);
    if (!error) descriptor_ = -1;
    return socket_;
}

void LateSocket::shut_down_sending() {
    // Fails where the peer has broken the connection already.
    static_cast<void>(::shutdown(native_handle(), SHUT_WR));
}

void LateSocket::cancel() {
    boost::system::error_code ignored;  // a socket that cannot be cancelled has nothing pending
    if (socket_.is_open()) socket_.cancel(ignored);
}

void LateSocket::close() {
    boost::system::error_code ignored;  // closing is all that can be done with a socket that fails
    if (socket_.is_open()) socket_.close(ignored);
    const int descriptor = std::exchange(descriptor_, -1);
    if (descriptor >= 0) static_cast<void>(::close(descriptor));
}

}  // namespace keks::server
