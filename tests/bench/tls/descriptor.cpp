// SPDX-License-Identifier: AGPL-3.0-only
#include "descriptor.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace keks::bench {
namespace {

template <typename Result>
Result checked(Result result, const char* what) {
    if (result < 0) throw std::system_error{errno, std::generic_category(), what};
    return result;
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

Descriptor tcp_socket() {
    return Descriptor{checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")};
}

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

Descriptor open_to_read(const std::string& path) {
    return Descriptor{checked(::open(path.c_str(), O_RDONLY | O_CLOEXEC), path.c_str())};
}

Descriptor create(const std::string& path) {
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
    return Descriptor{checked(::open(path.c_str(), flags, 0666), path.c_str())};
}

std::size_t read_some(const Descriptor& from, std::span<char> into) {
    return static_cast<std::size_t>(
        checked(::read(from.number(), into.data(), into.size()), "read"));
}

void write_all(const Descriptor& to, std::span<const char> bytes) {
    while (!bytes.empty()) {
        const auto written = checked(::write(to.number(), bytes.data(), bytes.size()), "write");
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void synchronise(const Descriptor& file) {
    checked(::fsync(file.number()), "fsync");
}

Descriptor listen_on_loopback() {
    Descriptor listener = tcp_socket();
    const auto address = loopback(0);
    checked(::bind(listener.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
            "bind");
    checked(::listen(listener.number(), 1), "listen");
    return listener;
}

std::uint16_t port_of(const Descriptor& listener) {
    sockaddr_in address{};
    socklen_t bytes = sizeof address;
    checked(::getsockname(listener.number(), reinterpret_cast<sockaddr*>(&address), &bytes),
            "getsockname");
    return ntohs(address.sin_port);
}

Descriptor accept_one(const Descriptor& listener) {
    return Descriptor{
        checked(::accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC), "accept")};
}

Descriptor connect_to_loopback(int port) {
    Descriptor connection = tcp_socket();
    const auto address = loopback(port);
    checked(
        ::connect(connection.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
        "connect");
    return connection;
}

}  // namespace keks::bench
