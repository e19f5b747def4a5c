// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "protocol/plain_relay.hpp"
#include "server/hub/hub.hpp"

namespace keks::server {

// Messages that one client sends in a row to the same recipients. They arrive together, as
// candidates for a peer connection do, and go on together: one frame in the queue of each recipient
// and one piece of memory to send, however many there are.
//
// Shared by all connections of the one thread: empty but while one of them takes what it received.
class RelayRun {
  public:
    explicit RelayRun(Hub& hub) : hub_(hub) {}
    RelayRun(const RelayRun&) = delete;
    RelayRun& operator=(const RelayRun&) = delete;

    // The message goes on with those before it, if they have the same recipients, or behind them.
    // What it views stays until end(), which must come before anything else that `sender` does.
    void add(protocol::ClientId sender, const protocol::PlainRelay& relay);

    // Relays what is there, which may be nothing.
    void end(protocol::ClientId sender);

  private:
    Hub& hub_;
    std::optional<protocol::ClientId> recipient_;
    std::vector<std::string_view> messages_;
};

}  // namespace keks::server
