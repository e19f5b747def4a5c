// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string_view>

#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "server/http/site.hpp"

namespace keks::server {

// The only version of the protocol that there is (RFC 6455, section 4.1, item 9).
inline constexpr std::string_view kWebSocketVersion = "13";

// Answers a request that does not become a WebSocket (protocol section 8). Any text is a request:
// what makes no sense gets a 4xx. The response may outlive `request` and `site`.
[[nodiscard]] Response respond(const Request& request, const Site& site);

// Whether a request for `target` may become a WebSocket. The query is ignored.
[[nodiscard]] bool is_signaling(std::string_view target);

}  // namespace keks::server
