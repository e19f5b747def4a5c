// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include "server/net/context.hpp"
#include "server/net/late_socket.hpp"
#include "server/net/service.hpp"

namespace keks::server {

// Serves an accepted connection until it ends, on its own; one over a bound gets a 503 and is
// closed. `net` and `service` outlive it.
void start_connection(NetContext& net, LateSocket socket, const StreamProtocol::endpoint& peer,
                      const Service& service);

}  // namespace keks::server
