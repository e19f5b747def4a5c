// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>

#include "client/server_trust.hpp"
#include "client/server_uri.hpp"
#include "client/signaling/link.hpp"

namespace keks::client::net {

/** What a message costs that waits to be sent, besides its bytes. */
inline constexpr std::size_t message_cost = 64;

/** A link over TCP, with TLS where the server's address asks for it. */
[[nodiscard]] std::unique_ptr<Link> make_websocket_link(const boost::asio::any_io_executor& loop,
                                                        const ServerUri& server, ServerTrust trust,
                                                        std::size_t message_bytes);

}  // namespace keks::client::net
