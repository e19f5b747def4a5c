// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/uio.h>

#include <boost/system/error_code.hpp>
#include <cstddef>
#include <span>

// Calls of the system that move bytes and never wait.
namespace keks::server {

struct Transferred {
    boost::system::error_code error;  // none if the call would have to wait
    std::size_t bytes = 0;
};

// Receives what is there; `eof` at the end of what the peer sends.
[[nodiscard]] Transferred receive_now(int socket, std::span<char> into);

// Sends as much as the socket takes. The parts are only read.
[[nodiscard]] Transferred send_now(int socket, std::span<iovec> parts);

}  // namespace keks::server
