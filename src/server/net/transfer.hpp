// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/uio.h>

#include <boost/system/error_code.hpp>
#include <cstddef>
#include <span>
#include <string_view>

#include "server/assets/program_file.hpp"

// Calls of the system that move bytes and never wait.
namespace keks::server {

struct Transferred {
    boost::system::error_code error;  // none if the call would have to wait
    std::size_t bytes = 0;
};

// Receives what is there; `eof` at the end of what the peer sends.
[[nodiscard]] Transferred receive_now(int socket, std::span<char> into);

// Whether what is sent may wait in the socket, for a moment, for what the next call sends, or for
// the end if that closes the socket: all of it takes fewer packets then.
enum class Followed { by_nothing, by_more };

// Sends as much as the socket takes. The parts are only read.
[[nodiscard]] Transferred send_now(int socket, std::span<iovec> parts,
                                   Followed followed = Followed::by_nothing);
[[nodiscard]] Transferred send_now(int socket, std::string_view head, std::string_view body,
                                   Followed followed = Followed::by_nothing);

// Sends as much of the file as the socket, which must be in non-blocking mode, takes; `eof` where
// the file has nothing. What is followed by more makes all wait that is sent later. If the peer is
// gone it raises SIGPIPE, which no flag prevents here: the program has to ignore it.
[[nodiscard]] Transferred send_file_now(int socket, const FilePart& part,
                                        Followed followed = Followed::by_nothing);

}  // namespace keks::server
