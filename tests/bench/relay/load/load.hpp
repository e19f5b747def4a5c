// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string_view>
#include <vector>

#include "latencies.hpp"
#include "message.hpp"
#include "room.hpp"
#include "scenario.hpp"

namespace keks::bench {

struct Result {
    std::uint64_t deliveries;
    double seconds;      // that passed
    double cpu_seconds;  // of the server
    double p50;          // microseconds
    double p99;
    std::uint64_t grown_bytes;  // the server's resident memory, at its most, above the start
};

// Runs one scenario against a server on loopback. Every delivery is checked: room, sender, order,
// length and content; the first that is wrong, or a second without any, throws std::runtime_error.
class Load {
  public:
    Load(const Scenario& scenario, std::uint16_t port);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    [[nodiscard]] Result run(pid_t server, double warm_up_seconds, double seconds);

  private:
    [[nodiscard]] bool stalls(const Member& member) const;
    [[nodiscard]] bool is_leave_of_stalled(std::string_view packet) const;
    [[nodiscard]] bool is_sender(const Member& member) const;
    void start_senders();
    void turn_until(std::uint64_t end);
    [[nodiscard]] timespec time_until_next(std::uint64_t end) const;
    void send_due_bursts();
    void send_burst(Member& sender, std::uint64_t due);
    [[nodiscard]] std::string_view next_packet(Member& sender, std::uint64_t due);
    void receive(Member& member);
    void delivered(Member& receiver, std::string_view packet);
    void sent_on(Member& sender);
    void watch_writing(Member& member);
    void check_progress();
    void look_at_memory();

    Scenario scenario_;
    MessageMaker messages_;
    std::vector<std::vector<Member>> rooms_;
    int epoll_;
    struct Due {
        std::uint64_t at;
        Member* sender;
    };
    std::vector<Due> schedule_;  // ordered by time; each sender once
    std::size_t next_due_ = 0;
    std::size_t single_room_ = 0;
    std::uint64_t deliveries_ = 0;
    std::uint64_t last_delivery_ = 0;
    Latencies latencies_;
    pid_t server_ = 0;
    std::uint64_t next_look_ = 0;  // at the memory
    std::uint64_t most_resident_ = 0;
};

}  // namespace keks::bench
