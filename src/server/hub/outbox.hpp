// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include "server/hub/frame.hpp"

namespace keks::server {

// The one verb that the hub knows of a client.
class Outbox {
  public:
    // Queues the frame behind all earlier ones and returns at once. False: the client has fallen
    // too far behind, takes nothing more, and the hub will disconnect it; its owner closes it. Must
    // not call back into the hub.
    [[nodiscard]] virtual bool push(const Frame& frame) = 0;

  protected:
    ~Outbox() = default;
};

}  // namespace keks::server
