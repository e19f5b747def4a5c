// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include "server/net/socket.hpp"

namespace keks::server {

// Ends the sending direction, then reads and discards until the peer ends its own or the socket is
// cancelled: closing with unread bytes would make the kernel send a reset, which can overtake the
// last answer. The caller bounds the time.
[[nodiscard]] Awaitable<void> drain(Socket& socket);

}  // namespace keks::server
