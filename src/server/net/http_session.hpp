// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>

#include "server/net/context.hpp"
#include "server/net/service.hpp"
#include "server/net/upgrade.hpp"

namespace keks::server {

// Answers requests on this connection until it ends (null) or is to become a WebSocket. Head, body
// and the time for them to arrive are bounded; what exceeds a bound gets 408, 413, 414 or 431 and
// the connection ends. `service` outlives the call.
[[nodiscard]] Awaitable<std::unique_ptr<Upgrade>> serve_http(NetContext& net,
                                                             std::unique_ptr<Socket> socket,
                                                             const Service& service);

}  // namespace keks::server
