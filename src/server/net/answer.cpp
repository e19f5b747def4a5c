// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/answer.hpp"

#include <algorithm>
#include <ctime>
#include <optional>

#include "server/net/transfer.hpp"

namespace keks::server {
namespace {

// Below, to copy the body costs about as much as one more call of the system; how much the latter
// does depends on how large the pieces are that the page cache has of the file.
constexpr std::size_t kLeastFromFile = 16384;

void take_off(UnsentAnswer& unsent, std::size_t sent) {
    unsent.body.remove_prefix(sent - std::min(sent, unsent.head.size()));
    unsent.head.erase(0, sent);
}

void send_from_memory(int socket, UnsentAnswer& unsent, Followed followed) {
    const auto [error, sent] = send_now(socket, unsent.head, unsent.body, followed);
    if (error) {
        unsent = {.failed = true};
    } else {
        take_off(unsent, sent);
    }
}

void send_from_file(int socket, UnsentAnswer& unsent, Followed followed, const FilePart& body,
                    ProgramFile& program) {
    const auto of_head = send_now(socket, unsent.head, {}, Followed::by_more);
    if (of_head.error) {
        unsent = {.failed = true};
        return;
    }
    take_off(unsent, of_head.bytes);
    if (!unsent.head.empty()) return;
    const auto of_body = send_file_now(socket, body, followed);
    take_off(unsent, of_body.bytes);
    if (!of_body.error) return;
    // Either the connection has ended, and the same is found again, or files cannot be sent.
    send_from_memory(socket, unsent, followed);
    if (!unsent.failed) program.give_up();
}

}  // namespace

UnsentAnswer begin_answer(int socket, const Response& response, Persistence persistence,
                          ProgramFile& program) {
    UnsentAnswer unsent{.head = serialize_head(response, persistence, std::time(nullptr)),
                        .body = response.body.view()};
    // Otherwise the end would be a packet of its own.
    const auto followed =
        persistence == Persistence::closes ? Followed::by_more : Followed::by_nothing;
    const auto part =
        unsent.body.size() < kLeastFromFile ? std::nullopt : program.find(unsent.body);
    if (part) {
        send_from_file(socket, unsent, followed, *part, program);
    } else {
        send_from_memory(socket, unsent, followed);
    }
    return unsent;
}

}  // namespace keks::server
