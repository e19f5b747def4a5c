// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>

#include "server/net/upgrade.hpp"

namespace keks::server {

struct HandshakeAnswer {
    std::string bytes;  // for the client, whichever way it went
    bool accepted = false;
};

// Answers the handshake of RFC 6455, section 4.2.
[[nodiscard]] HandshakeAnswer answer_handshake(EventLoop& loop, const Upgrade& upgrade);

}  // namespace keks::server
