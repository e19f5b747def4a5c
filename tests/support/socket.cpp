// SPDX-License-Identifier: AGPL-3.0-only
#include "support/socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace keks::test {
namespace {

constexpr std::size_t kReadSize = std::size_t{64} << 10U;

// Large enough for each kind, and never cast to anything but the header that all kinds share.
struct SystemAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;

    template <class Kind>
    void hold(const Kind& kind) {
        static_assert(sizeof(Kind) <= sizeof(storage));
        std::memcpy(&storage, &kind, sizeof kind);
        size = sizeof kind;
    }
    [[nodiscard]] const sockaddr* get() const {
        return static_cast<const sockaddr*>(static_cast<const void*>(&storage));
    }
};

SystemAddress unix_address(const std::string& path, const Where& where) {
    sockaddr_un kind{};
    kind.sun_family = AF_UNIX;
    if (path.size() >= sizeof kind.sun_path) fail(where, "too long for a socket: " + path);
    std::memcpy(kind.sun_path, path.data(), path.size());
    SystemAddress address;
    address.hold(kind);
    return address;
}

SystemAddress ip_address(const std::string& host, std::uint16_t port, const Where& where) {
    SystemAddress address;
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    if (inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        address.hold(v4);
    } else if (inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        address.hold(v6);
    } else {
        fail(where, "no numeric address: " + host);
    }
    return address;
}

SystemAddress system_address(const Address& address, const Where& where) {
    return address.unix_path.empty() ? ip_address(address.host, address.port, where)
                                     : unix_address(address.unix_path, where);
}

std::string last_error() {
    return std::generic_category().message(errno);
}

bool ended_by_peer(int error) {
    return error == ECONNRESET || error == EPIPE || error == ENOTCONN;
}

void apply(int fd, const SocketOptions& options, const Where& where) {
    if (options.receive_buffer > 0 &&
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &options.receive_buffer, sizeof(int)) != 0) {
        fail(where, "SO_RCVBUF: " + last_error());
    }
    if (options.source_host.empty()) return;
    const auto source = ip_address(options.source_host, 0, where);
    if (bind(fd, source.get(), source.size) != 0) fail(where, "bind: " + last_error());
}

}  // namespace

Socket::Socket(const Address& address, const SocketOptions& options, Where where) {
    const auto target = system_address(address, where);
    fd_ = ::socket(target.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd_ < 0) fail(where, "socket: " + last_error());
    try {
        apply(fd_, options, where);
        if (connect(fd_, target.get(), target.size) != 0) fail(where, "connect: " + last_error());
    } catch (...) {
        close();
        throw;
    }
    const int at_once = 1;
    if (address.unix_path.empty()) {
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    }
}

Socket::Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Socket& Socket::operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}

bool Socket::can_connect(const Address& address) {
    const auto target = system_address(address, Where::current());
    Socket probe{::socket(target.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    return probe.fd_ >= 0 && connect(probe.fd_, target.get(), target.size) == 0;
}

bool Socket::send_some(std::string_view& bytes) {
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
        return true;
    }
    if (errno == EAGAIN || errno == EINTR) return true;
    if (ended_by_peer(errno)) return false;
    fail(Where::current(), "send: " + last_error());
}

Arrival Socket::read_some(std::string& into, const Deadline& deadline) {
    for (;;) {
        const auto had = into.size();
        into.resize(had + kReadSize);
        const auto got = ::recv(fd_, into.data() + had, kReadSize, MSG_DONTWAIT);
        const int error = errno;
        into.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
        if (got > 0) return Arrival::data;
        if (got == 0) return Arrival::end;
        if (ended_by_peer(error)) return Arrival::reset;
        if (error != EAGAIN && error != EINTR) fail(Where::current(), "recv: " + last_error());
        if (deadline.passed()) return Arrival::nothing;
        await(true, false, deadline);
    }
}

void Socket::await(bool readable, bool writable, const Deadline& deadline) const {
    const int events = (readable ? POLLIN : 0) | (writable ? POLLOUT : 0);
    pollfd entry{fd_, static_cast<short>(events), 0};
    if (poll(&entry, 1, deadline.poll_timeout()) < 0 && errno != EINTR) {
        fail(Where::current(), "poll: " + last_error());
    }
}

void Socket::shutdown_write() {
    ::shutdown(fd_, SHUT_WR);
}

void Socket::reset() {
    const linger at_once{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
}

void Socket::close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

}  // namespace keks::test
