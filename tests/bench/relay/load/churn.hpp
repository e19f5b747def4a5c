// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "latencies.hpp"
#include "load.hpp"
#include "wire.hpp"

namespace keks::bench {

// Who comes, joins a room, leaves it and goes, and comes again at once. A visit counts when the
// leave was told; whatever the server says that does not belong there throws std::runtime_error.
class Visitor {
  public:
    Visitor(std::uint16_t port, std::uint32_t room);
    ~Visitor();
    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;

    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] std::uint64_t since() const { return since_; }

    // Reads what has arrived and goes on with the visit. True: it is over.
    [[nodiscard]] bool read();

  private:
    enum class Stage { handshake, greeting, joining, leaving, done };

    void take(std::string_view bytes);
    void take_packet(std::string_view packet);
    void say(std::string_view packet);

    int fd_;
    std::uint32_t room_;
    std::uint64_t since_;
    std::uint64_t id_ = 0;
    Stage stage_ = Stage::handshake;
    std::string head_;
    FrameReader reader_;
};

// Many visitors at once, in a loop. `deliveries` of its result are visits.
class Churn {
  public:
    explicit Churn(std::uint16_t port);
    ~Churn();
    Churn(const Churn&) = delete;
    Churn& operator=(const Churn&) = delete;

    [[nodiscard]] Result run(pid_t server, double warm_up_seconds, double seconds);

  private:
    void start(std::size_t place);
    void turn_until(std::uint64_t end);

    std::uint16_t port_;
    int epoll_;
    std::vector<std::unique_ptr<Visitor>> visitors_;
    std::uint64_t visits_ = 0;
    std::uint64_t last_visit_ = 0;
    Latencies latencies_;
};

}  // namespace keks::bench
