// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <string>

#include "server/net/socket.hpp"

namespace keks::server {

// A connection whose next step is the WebSocket handshake (RFC 6455, section 4.2).
struct Upgrade {
    Socket socket;
    boost::beast::http::request<boost::beast::http::empty_body> request;
    std::string received;  // what arrived behind the request already
};

}  // namespace keks::server
