// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/socket.h>

#include <memory>

#include "server/net/context.hpp"
#include "server/net/service.hpp"
#include "server/net/socket.hpp"

namespace keks::server {

// Serves an accepted connection until it ends, on its own; one over a bound gets a 503 and is
// closed. `net` and `service` outlive it.
void start_connection(NetContext& net, std::unique_ptr<Socket> socket, const sockaddr& peer,
                      const Service& service);

}  // namespace keks::server
