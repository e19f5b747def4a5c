// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "wire.hpp"

namespace keks::bench {

// One client: a socket that never blocks, and what could not be sent at once. Throws
// std::runtime_error when the server ends the connection.
class Connection {
  public:
    using OnPacket = std::function<void(std::string_view packet)>;

    // Connects to loopback, speaks the handshake and waits for its answer.
    explicit Connection(std::uint16_t port);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] int fd() const { return fd_; }
    // That the server has sent, and that were answered.
    [[nodiscard]] std::uint64_t pings() const { return pings_; }
    [[nodiscard]] bool wants_to_write() const { return !unsent_.empty(); }

    // Makes the kernel hold as little as it may of what is not read.
    void keep_little();

    void send_text(std::string_view payload);
    // Several frames that leave in one call, as bursts do.
    void send_frames(std::string_view frames);
    void flush();

    // Reads what has arrived, in one call of the system at least, and hands on its text frames.
    void receive(const OnPacket& on_packet);

    // Waits until a packet has arrived; for the time before the measurement.
    void receive_blocking(const OnPacket& on_packet);

  private:
    void take(Opcode opcode, std::string_view payload, const OnPacket& on_packet);
    void wait_for(short events) const;
    [[nodiscard]] std::string read_handshake();

    int fd_;
    FrameReader reader_;
    std::string early_;  // came together with the answer to the handshake
    std::string unsent_;
    std::uint64_t pings_ = 0;
};

}  // namespace keks::bench
