// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>

#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace keks::server {

// What one listener offers.
struct Service {
    std::function<Response(const Request&)> respond;
    bool signaling = false;  // whether requests for /signaling may become WebSockets
};

}  // namespace keks::server
