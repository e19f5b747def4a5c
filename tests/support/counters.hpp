// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "support/socket.hpp"

namespace keks::test {

// The server's counters at one moment: name, with its labels, to value (the text exposition of
// Prometheus, version 0.0.4).
using Reading = std::map<std::string, double, std::less<>>;

// The server's own account of itself. The server must run with_counters().
class Counters {
  public:
    explicit Counters(Address metrics_address) : address_(std::move(metrics_address)) {}

    [[nodiscard]] Reading read(Where where = Where::current()) const;

    // The value of one counter, which must be there.
    [[nodiscard]] double value(std::string_view name, Where where = Where::current()) const;

    // How many connections were closed for this reason.
    [[nodiscard]] double closed(std::string_view reason, Where where = Where::current()) const;

    // Asks until the counter has this value, kPatience at most.
    void await(std::string_view name, double value, Where where = Where::current()) const;
    void await_closed(std::string_view reason, double count, Where where = Where::current()) const;

  private:
    Address address_;
};

namespace counter {
inline constexpr std::string_view kConnections = "keks_meet_connections";
inline constexpr std::string_view kWebsockets = "keks_meet_websockets";
inline constexpr std::string_view kRooms = "keks_meet_rooms";
inline constexpr std::string_view kWatchedRooms = "keks_meet_watched_rooms";
inline constexpr std::string_view kFrameBytes = "keks_meet_frame_bytes";
inline constexpr std::string_view kConnectionsTotal = "keks_meet_connections_total";
}  // namespace counter

}  // namespace keks::test
