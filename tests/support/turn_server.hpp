// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "support/fail.hpp"
#include "support/temporary_directory.hpp"

namespace keks::test {

/** A real coturn on a free port of 127.0.0.1, with one user, that answers. Gone with the object. */
class TurnServer {
  public:
    explicit TurnServer(const Where& where = Where::current());
    ~TurnServer();
    TurnServer(const TurnServer&) = delete;
    TurnServer& operator=(const TurnServer&) = delete;

    /** `transport`: udp or tcp. */
    [[nodiscard]] std::string uri(const std::string& transport) const;

    static constexpr const char* username = "rift";
    static constexpr const char* password = "only for tests";

  private:
    void start(const Where& where);
    [[nodiscard]] bool has_ended();
    void stop();

    TemporaryDirectory directory_;
    std::uint16_t port_ = 0;
    pid_t pid_ = -1;
};

}  // namespace keks::test
