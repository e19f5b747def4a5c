// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/epoll.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "connection.hpp"

namespace keks::bench {

// A client in its room, and what it has to see there next.
struct Member {
    std::unique_ptr<Connection> connection;
    std::uint32_t room = 0;
    std::uint32_t place = 0;               // in the room
    std::uint64_t id = 0;                  // the server's
    std::vector<std::uint32_t> expected;   // by the sender's place: the next sequence number
    std::vector<std::uint32_t> sequences;  // by the recipient's place: the next to send to it
    std::size_t recipient = 0;             // of the next message to one
    std::uint32_t watched = EPOLLIN;       // what epoll was asked for
    std::size_t under_way = 0;             // deliveries of its own messages that are still to come
};

// Connects the members of one room and waits until each has seen the joins of all.
[[nodiscard]] std::vector<Member> fill_room(std::uint16_t port, std::uint32_t room,
                                            std::size_t members);

}  // namespace keks::bench
