// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>

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

// Sends what the socket, a descriptor, takes at once, which is nearly always all.
[[nodiscard]] UnsentAnswer begin_answer(int socket, const Response& response,
                                        Persistence persistence);

}  // namespace keks::server
