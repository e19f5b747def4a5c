// SPDX-License-Identifier: AGPL-3.0-only
#include "idle.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>

#include "cpu_clock.hpp"

namespace keks::bench {
namespace {

constexpr std::size_t kMembers = 10;
constexpr std::size_t kRooms = 1990;
constexpr double kSecond = 1e9;

}  // namespace

IdleCrowd::IdleCrowd(std::uint16_t port, pid_t server)
    : server_(server), resident_(resident_bytes(server)), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (std::uint32_t room = 0; room < kRooms; ++room) {
        rooms_.push_back(fill_room(port, room, kMembers));
        for (Member& member : rooms_.back()) {
            epoll_event event{.events = EPOLLIN, .data = {.ptr = &member}};
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, member.connection->fd(), &event);
        }
        answer_until(0);
    }
}

IdleCrowd::~IdleCrowd() {
    ::close(epoll_);
}

IdleResult IdleCrowd::run(double settle_seconds, double seconds) {
    answer_until(now_nanoseconds() + static_cast<std::uint64_t>(settle_seconds * kSecond));
    const std::uint64_t grown = resident_bytes(server_) - resident_;
    const std::uint64_t earlier = pings();
    const std::uint64_t cpu = cpu_nanoseconds(server_);
    answer_until(now_nanoseconds() + static_cast<std::uint64_t>(seconds * kSecond));
    return {.connections = kRooms * kMembers,
            .bytes_each = static_cast<double>(grown) / static_cast<double>(kRooms * kMembers),
            .pings = pings() - earlier,
            .cpu_seconds = static_cast<double>(cpu_nanoseconds(server_) - cpu) / kSecond};
}

void IdleCrowd::answer_until(std::uint64_t end) {
    constexpr int kPoll = 10;  // milliseconds
    std::array<epoll_event, 1024> events;
    int count = 0;
    do {
        count = ::epoll_wait(epoll_, events.data(), events.size(), end == 0 ? 0 : kPoll);
        for (int i = 0; i < count; ++i) {
            auto* member = static_cast<Member*>(events[static_cast<std::size_t>(i)].data.ptr);
            member->connection->receive([](std::string_view) {});
        }
    } while (now_nanoseconds() < end);
}

std::uint64_t IdleCrowd::pings() const {
    std::uint64_t sum = 0;
    for (const auto& room : rooms_)
        for (const Member& member : room) sum += member.connection->pings();
    return sum;
}

}  // namespace keks::bench
