// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/answer.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <span>

#include "server/net/transfer.hpp"

namespace keks::server {

UnsentAnswer begin_answer(int socket, const Response& response, Persistence persistence) {
    UnsentAnswer unsent{.head = serialize_head(response, persistence, std::time(nullptr)),
                        .body = response.body.view()};
    std::array<iovec, 2> parts{
        iovec{.iov_base = unsent.head.data(), .iov_len = unsent.head.size()},
        // Only read, as send_now() says.
        iovec{.iov_base = const_cast<char*>(unsent.body.data()), .iov_len = unsent.body.size()}};
    const auto [error, sent] =
        send_now(socket, std::span{parts}.first(unsent.body.empty() ? 1 : 2));
    if (error) return {.failed = true};
    unsent.body.remove_prefix(sent - std::min(sent, unsent.head.size()));
    unsent.head.erase(0, sent);
    return unsent;
}

}  // namespace keks::server
