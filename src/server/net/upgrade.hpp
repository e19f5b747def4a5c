// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <string>

#include "server/net/socket.hpp"

namespace keks::server {

// A connection whose next step is to accept its WebSocket handshake (RFC 6455, section 4.2.2).
struct Upgrade {
    std::unique_ptr<Socket> socket;
    std::string key;       // Sec-WebSocket-Key
    std::string received;  // what arrived behind the request already
};

}  // namespace keks::server
