// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <ctime>
#include <string>

#include "server/http/response.hpp"

namespace keks::server {

// What becomes of the connection behind an answer (RFC 9112, section 9.3). A client of HTTP/1.1
// need not be told that it stays; one of HTTP/1.0 that asked for it has to be.
enum class Persistence { closes, stays, stays_as_asked };

// The status line and header fields of `response` (RFC 9112, sections 4 and 5) up to and with the
// empty line, completed by the security headers, Date, Content-Length and Connection.
[[nodiscard]] std::string serialize_head(const Response& response, Persistence persistence,
                                         std::time_t now);

}  // namespace keks::server
