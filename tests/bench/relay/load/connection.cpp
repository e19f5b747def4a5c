// SPDX-License-Identifier: AGPL-3.0-only
#include "connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "dial.hpp"

namespace keks::bench {
namespace {

constexpr int kPatience = 20'000;  // milliseconds
constexpr std::size_t kReadBytes = std::size_t{256} * 1024;

std::runtime_error failure(const std::string& what) {
    return std::runtime_error(what + ": " + std::strerror(errno));
}

// One buffer serves all: the generator has one thread, and looks at what it read at once.
std::array<char, kReadBytes>& read_buffer() {
    static std::array<char, kReadBytes> buffer;
    return buffer;
}

}  // namespace

Connection::Connection(std::uint16_t port) : fd_(dial(port)) {
    send_frames(handshake_request("127.0.0.1:" + std::to_string(port)));
    early_ = read_handshake();
}

Connection::~Connection() {
    ::close(fd_);
}

std::string Connection::read_handshake() {
    std::string head;
    for (;;) {
        wait_for(POLLIN);
        const ssize_t count = ::recv(fd_, read_buffer().data(), kReadBytes, 0);
        if (count <= 0) throw failure("the server ended the handshake");
        head.append(read_buffer().data(), static_cast<std::size_t>(count));
        const auto end = head.find("\r\n\r\n");
        if (end == std::string::npos) continue;
        if (!head.starts_with("HTTP/1.1 101 "))
            throw std::runtime_error("no WebSocket: " + head.substr(0, head.find('\r')));
        return head.substr(end + 4);
    }
}

void Connection::keep_little() {
    const int bytes = 4096;
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

void Connection::wait_for(short events) const {
    pollfd wanted{.fd = fd_, .events = events, .revents = 0};
    if (::poll(&wanted, 1, kPatience) <= 0) throw std::runtime_error("the server does not answer");
}

void Connection::send_text(std::string_view payload) {
    std::string frame;
    append_text_frame(frame, payload);
    send_frames(frame);
}

void Connection::send_frames(std::string_view frames) {
    if (unsent_.empty()) {
        const ssize_t sent = ::send(fd_, frames.data(), frames.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) throw failure("cannot send");
        if (sent > 0) frames.remove_prefix(static_cast<std::size_t>(sent));
    }
    unsent_.append(frames);
}

void Connection::flush() {
    if (unsent_.empty()) return;
    const ssize_t sent = ::send(fd_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) throw failure("cannot send");
    if (sent > 0) unsent_.erase(0, static_cast<std::size_t>(sent));
}

void Connection::receive(const OnPacket& on_packet) {
    const auto on_frame = [&](Opcode opcode, std::string_view payload) {
        take(opcode, payload, on_packet);
    };
    if (!early_.empty()) {
        reader_.feed(std::exchange(early_, {}), on_frame);
        return;
    }
    const ssize_t count = ::recv(fd_, read_buffer().data(), kReadBytes, 0);
    if (count == 0) throw std::runtime_error("the server ended a connection");
    if (count < 0 && errno != EAGAIN) throw failure("cannot receive");
    if (count > 0) reader_.feed({read_buffer().data(), static_cast<std::size_t>(count)}, on_frame);
}

void Connection::receive_blocking(const OnPacket& on_packet) {
    if (early_.empty()) wait_for(POLLIN);
    receive(on_packet);
}

void Connection::take(Opcode opcode, std::string_view payload, const OnPacket& on_packet) {
    switch (opcode) {
        case Opcode::text:
            return on_packet(payload);
        case Opcode::ping: {
            ++pings_;
            std::string pong;
            append_pong_frame(pong, payload);
            return send_frames(pong);
        }
        case Opcode::pong:
            return;
        case Opcode::close:
            throw std::runtime_error("the server closed a connection: " +
                                     std::string{payload.substr(payload.empty() ? 0 : 2)});
    }
    throw std::runtime_error("the server sent an unknown kind of frame");
}

}  // namespace keks::bench
