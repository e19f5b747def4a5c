// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>

#include "server/net/context.hpp"
#include "server/net/socket.hpp"
#include "server/net/upgrade.hpp"

namespace keks::server {

// Performs the handshake, makes the connection a client of the hub and serves it to its end. A
// handshake that fails is answered (RFC 6455, section 4.2.2), and so is every fault (protocol
// section 2).
[[nodiscard]] Awaitable<void> serve_websocket(NetContext& net, std::unique_ptr<Upgrade> upgrade);

}  // namespace keks::server
