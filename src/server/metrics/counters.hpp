// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace keks::server {

// Why a WebSocket connection ended; labels `keks_meet_closed_total`.
enum class CloseReason {
    client,          // the client closed it in order
    reset,           // the connection broke without a close frame
    protocol_error,  // the client broke RFC 6455
    bad_packet,      // the client broke protocol section 2
    binary_frame,
    message_too_big,
    too_slow,  // the client fell behind the bound of its outbox
    idle,      // no sign of life
    shutting_down,
};
inline constexpr std::size_t kCloseReasons = 9;

// Why a connection was refused before it was served; labels `keks_meet_refused_total`.
enum class RefusalReason { connections, connections_per_address };
inline constexpr std::size_t kRefusalReasons = 2;

// What only ever grows since the start.
struct Counters {
    std::uint64_t connections = 0;
    std::uint64_t websockets = 0;
    std::uint64_t http_requests = 0;
    std::uint64_t packets = 0;
    std::uint64_t received_message_bytes = 0;
    std::array<std::uint64_t, kCloseReasons> closed{};
    std::array<std::uint64_t, kRefusalReasons> refused{};

    void count(CloseReason reason) { ++closed[static_cast<std::size_t>(reason)]; }
    void count(RefusalReason reason) { ++refused[static_cast<std::size_t>(reason)]; }
};

// What is there at this moment.
struct Gauges {
    std::size_t connections = 0;  // HTTP and WebSocket
    std::size_t websockets = 0;
    std::size_t rooms = 0;
    std::size_t watched_rooms = 0;
    std::size_t message_bytes = 0;  // of messages under way, in either direction
};

// The Prometheus text exposition format, version 0.0.4.
[[nodiscard]] std::string exposition(const Counters& counters, const Gauges& gauges);

}  // namespace keks::server
