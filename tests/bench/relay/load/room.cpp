// SPDX-License-Identifier: AGPL-3.0-only
#include "room.hpp"

#include <string>
#include <string_view>

#include "message.hpp"

namespace keks::bench {
namespace {

std::string join_packet(std::uint32_t room) {
    return R"({"join":{"hash":"bench-)" + std::to_string(room) + R"("}})";
}

void await_id(Member& member) {
    const auto on_packet = [&](std::string_view packet) {
        if (packet.starts_with(R"({"init":)")) member.id = number_after(packet, R"("your_id":)");
    };
    while (member.id == 0) member.connection->receive_blocking(on_packet);
}

void await_joins(Member& member, std::size_t count) {
    const auto on_packet = [&](std::string_view packet) {
        if (packet.starts_with(R"({"client_join":)")) --count;
    };
    while (count > 0) member.connection->receive_blocking(on_packet);
}

}  // namespace

std::vector<Member> fill_room(std::uint16_t port, std::uint32_t room, std::size_t members) {
    std::vector<Member> all(members);
    for (std::size_t place = 0; place < members; ++place) {
        Member& member = all[place];
        member.connection = std::make_unique<Connection>(port);
        member.room = room;
        member.place = static_cast<std::uint32_t>(place);
        member.expected.resize(members);
        member.sequences.resize(members);
        member.recipient = place;
        await_id(member);
        member.connection->send_text(join_packet(room));
    }
    for (Member& member : all) await_joins(member, members);
    return all;
}

}  // namespace keks::bench
