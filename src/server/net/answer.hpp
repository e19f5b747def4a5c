// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>

#include "server/assets/program_file.hpp"
#include "server/http/head.hpp"
#include "server/http/response.hpp"

namespace keks::server {

// What is still to be sent of an answer. The body is in the response.
struct UnsentAnswer {
    std::string head{};
    std::string_view body{};
    bool failed = false;  // nothing can be sent any more

    [[nodiscard]] bool empty() const { return head.empty() && body.empty(); }
};

// Sends what the socket, a descriptor in non-blocking mode, takes at once, which is nearly always
// all. Of an answer after which the connection closes the last may wait in the socket for that: who
// calls this has to end it then, for sending at least. A large body that the program's file has
// goes out of it without being copied; if the system cannot do that, `program` gives up. SIGPIPE
// must be ignored, see send_file_now().
[[nodiscard]] UnsentAnswer begin_answer(int socket, const Response& response,
                                        Persistence persistence,
                                        ProgramFile& program = program_file());

}  // namespace keks::server
