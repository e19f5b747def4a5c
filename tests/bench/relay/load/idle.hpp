// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "room.hpp"

namespace keks::bench {

struct IdleResult {
    std::size_t connections;
    double bytes_each;    // of the server's resident memory
    std::uint64_t pings;  // that the server sent, and that were answered
    double cpu_seconds;   // that the server used meanwhile
};

// Many who have joined, and are silent.
class IdleCrowd {
  public:
    IdleCrowd(std::uint16_t port, pid_t server);
    ~IdleCrowd();
    IdleCrowd(const IdleCrowd&) = delete;
    IdleCrowd& operator=(const IdleCrowd&) = delete;

    // Answers pings for so long. Throws std::runtime_error when the server ends a connection.
    [[nodiscard]] IdleResult run(double settle_seconds, double seconds);

  private:
    void answer_until(std::uint64_t end);
    [[nodiscard]] std::uint64_t pings() const;

    pid_t server_;
    std::uint64_t resident_;  // before anybody came
    int epoll_;
    std::vector<std::vector<Member>> rooms_;
};

}  // namespace keks::bench
