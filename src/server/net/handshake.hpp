// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>

namespace keks::server {

// Throws std::runtime_error, with what to do, where the system's OpenSSL has no SHA-1: without it
// no handshake can be answered.
void require_handshakes();

// The answer that accepts a handshake (RFC 6455, section 4.2.2, item 5): without a subprotocol, and
// without permessage-deflate, since sealed messages do not compress. `key` is the client's
// Sec-WebSocket-Key.
[[nodiscard]] std::string handshake_answer(std::string_view key);

}  // namespace keks::server
