// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

#include "support/fail.hpp"

namespace keks::test {

// Two connected sockets that do not block: what `near` sends, `far` receives.
class SocketPair {
  public:
    SocketPair() {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends_.data()) != 0)
            fail(Where::current(), "no pair of sockets");
        set_buffer(65536);
    }
    ~SocketPair() {
        ::close(near());
        close_far();
    }
    SocketPair(const SocketPair&) = delete;
    SocketPair& operator=(const SocketPair&) = delete;

    [[nodiscard]] int near() const { return ends_[0]; }

    // Bytes. The system doubles them, for what it needs itself, which may be hardly anything.
    void set_buffer(int bytes) const {
        if (setsockopt(near(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) != 0)
            fail(Where::current(), "no SO_SNDBUF for a socket");
    }

    void close_far() {
        if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
    }

    // sendfile(2) refuses files that are appended to, sockets included; send(2) does not care.
    void refuse_files() const {
        if (fcntl(near(), F_SETFL, O_APPEND | O_NONBLOCK) != 0)
            fail(Where::current(), "no O_APPEND for a socket");
    }

    // What has arrived by now.
    [[nodiscard]] std::string received() const {
        std::string all;
        std::array<char, 65536> buffer{};
        for (ssize_t count = 0; (count = ::recv(ends_[1], buffer.data(), buffer.size(), 0)) > 0;)
            all.append(buffer.data(), static_cast<std::size_t>(count));
        return all;
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

}  // namespace keks::test
