// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/serve.hpp"

#include <utility>

#include "server/net/http_session.hpp"
#include "server/net/websocket_session.hpp"

namespace keks::server {

Awaitable<void> serve(NetContext& net, std::unique_ptr<Socket> socket, const Service& service,
                      Admission admission) {
    const auto upgrade = co_await serve_http(net, std::move(socket), service);
    if (upgrade) start_websocket(net, std::move(*upgrade), std::move(admission));
}

}  // namespace keks::server
