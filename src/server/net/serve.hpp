// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>

#include "server/net/admission.hpp"
#include "server/net/context.hpp"
#include "server/net/service.hpp"
#include "server/net/socket.hpp"

namespace keks::server {

// Serves a connection over HTTP until it ends or has become a WebSocket, which lives on by itself.
// `net` and `service` outlive the call.
[[nodiscard]] Awaitable<void> serve(NetContext& net, std::unique_ptr<Socket> socket,
                                    const Service& service, Admission admission);

}  // namespace keks::server
