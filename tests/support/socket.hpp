// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support/deadline.hpp"
#include "support/fail.hpp"

namespace keks::test {

// Where a server listens: a numeric IP address and port, or the path of a unix socket.
struct Address {
    std::string host;
    std::uint16_t port = 0;
    std::string unix_path;
};

struct SocketOptions {
    int receive_buffer = 0;   // bytes of SO_RCVBUF; 0 is the system's own choice
    std::string source_host;  // numeric address to connect from; empty is the system's own choice
};

enum class Arrival { data, end, reset, nothing };

// A blocking view of one POSIX socket, in which no wait is longer than its deadline.
class Socket {
  public:
    explicit Socket(const Address& address, const SocketOptions& options = {},
                    Where where = Where::current());
    ~Socket() { close(); }
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&& other) noexcept;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    // False where nobody listens.
    [[nodiscard]] static bool can_connect(const Address& address);

    // Takes as much of `bytes` as the system does right now; 0 when it takes none. Drops what was
    // sent from `bytes`. False: the other side has ended the connection.
    [[nodiscard]] bool send_some(std::string_view& bytes);

    // Appends to `into` what has arrived, at most 64 KiB, waiting until `deadline` for the first
    // byte.
    [[nodiscard]] Arrival read_some(std::string& into, const Deadline& deadline);

    // Waits until the socket may be read, or (when asked) written. Not at all, when `deadline`
    // passed.
    void await(bool readable, bool writable, const Deadline& deadline) const;

    void shutdown_write();  // half-close: "no more from me"
    void reset();           // ends the connection with a TCP RST where there is one
    void close();

  private:
    explicit Socket(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace keks::test
