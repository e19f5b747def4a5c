// SPDX-License-Identifier: AGPL-3.0-only
#include "server/metrics/counters.hpp"

#include <string_view>

namespace keks::server {
namespace {

constexpr std::array<std::string_view, kCloseReasons> kCloseLabels{
    "client",          "reset",    "protocol_error", "bad_packet",    "binary_frame",
    "message_too_big", "too_slow", "idle",           "shutting_down",
};
constexpr std::array<std::string_view, kRefusalReasons> kRefusalLabels{"connections",
                                                                       "connections_per_address"};

class Exposition {
  public:
    void family(std::string_view name, std::string_view type, std::string_view help) {
        name_ = "keks_meet_" + std::string{name};
        text_ += "# HELP " + name_ + ' ' + std::string{help} + '\n';
        text_ += "# TYPE " + name_ + ' ' + std::string{type} + '\n';
    }
    void sample(std::uint64_t value) { text_ += name_ + ' ' + std::to_string(value) + '\n'; }
    void sample(std::string_view reason, std::uint64_t value) {
        text_ += name_ + "{reason=\"" + std::string{reason} + "\"} " + std::to_string(value) + '\n';
    }
    std::string take() { return std::move(text_); }

  private:
    std::string name_;
    std::string text_;
};

void append(Exposition& out, const Gauges& gauges) {
    const auto gauge = [&](std::string_view name, std::string_view help, std::size_t value) {
        out.family(name, "gauge", help);
        out.sample(value);
    };
    gauge("connections", "Open connections, HTTP and WebSocket.", gauges.connections);
    gauge("websockets", "Open signalling connections.", gauges.websockets);
    gauge("rooms", "Rooms with at least one member.", gauges.rooms);
    gauge("watched_rooms", "Rooms with at least one watcher.", gauges.watched_rooms);
    gauge("frame_bytes", "Bytes of messages under way, shared ones counted once.",
          gauges.message_bytes);
}

void append(Exposition& out, const Counters& counters) {
    const auto counter = [&](std::string_view name, std::string_view help, std::uint64_t value) {
        out.family(name, "counter", help);
        out.sample(value);
    };
    counter("connections_total", "Connections accepted.", counters.connections);
    counter("websockets_total", "Signalling connections opened.", counters.websockets);
    counter("http_requests_total", "HTTP requests answered.", counters.http_requests);
    counter("packets_total", "Packets received.", counters.packets);
    counter("received_message_bytes_total", "Bytes of packets received.",
            counters.received_message_bytes);
    out.family("closed_total", "counter", "Signalling connections ended, by reason.");
    for (std::size_t i = 0; i < kCloseReasons; ++i) out.sample(kCloseLabels[i], counters.closed[i]);
    out.family("refused_total", "counter", "Connections refused at a bound, by reason.");
    for (std::size_t i = 0; i < kRefusalReasons; ++i)
        out.sample(kRefusalLabels[i], counters.refused[i]);
}

}  // namespace

std::string exposition(const Counters& counters, const Gauges& gauges) {
    Exposition out;
    append(out, gauges);
    append(out, counters);
    return out.take();
}

}  // namespace keks::server
