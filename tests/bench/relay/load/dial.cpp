// SPDX-License-Identifier: AGPL-3.0-only
#include "dial.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace keks::bench {
namespace {

constexpr std::uint32_t kSources = 200;

sockaddr_in loopback(std::uint32_t offset, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + offset);
    return address;
}

const sockaddr* generic(const sockaddr_in& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

void require(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string{what} + ": " + std::strerror(errno));
}

}  // namespace

int dial(std::uint16_t port) {
    static std::uint32_t turn = 0;
    const sockaddr_in from = loopback(turn++ % kSources, 0);
    const sockaddr_in to = loopback(0, port);
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    require(fd >= 0, "no socket");
    const int on = 1;
    // The port is chosen at the connect, when the other end is known: more of them are free then.
    ::setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    require(::bind(fd, generic(from), sizeof from) == 0, "cannot bind to loopback");
    require(::connect(fd, generic(to), sizeof to) == 0, "cannot connect to the server");
    ::fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

}  // namespace keks::bench
