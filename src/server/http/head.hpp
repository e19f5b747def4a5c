// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <ctime>
#include <string>

#include "server/http/response.hpp"

namespace keks::server {

// The status line and header fields of `response` (RFC 9112, sections 4 and 5) up to and with the
// empty line, completed by Date, Content-Length and Connection.
[[nodiscard]] std::string serialize_head(const Response& response, bool keep_alive,
                                         std::time_t now);

}  // namespace keks::server
