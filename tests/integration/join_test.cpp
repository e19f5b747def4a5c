// SPDX-License-Identifier: AGPL-3.0-only
// Who is in a room, as its members see it (protocol section 2: join, client_join, client_leave).
#include <gtest/gtest.h>

#include <memory>

#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

TEST(Join, ShowsTheJoinerItselfFirstAndThenEachMember) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto bob = member(server.address(), "room");
    bob.expect(joined(alice.id()));
    alice.expect(joined(bob.id()));

    TestClient carol{server.address()};
    carol.join("room");
    carol.expect(joined(carol.id()));
    carol.expect_in_any_order({joined(alice.id()), joined(bob.id())});
    carol.expect_nothing();
}

TEST(Join, IsShownToEachMemberOnce) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    auto late = member(server.address(), "room");
    late.expect_in_any_order(
        {joined(present[0].id()), joined(present[1].id()), joined(present[2].id())});
    late.expect_nothing();
    for (auto& client : present) {
        client.expect(joined(late.id()));
        client.expect_nothing();
    }
}

TEST(Join, IsNotShownInOtherRooms) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto bob = member(server.address(), "another room");
    bob.expect_nothing();
    alice.expect_nothing();
}

TEST(Join, TellsRoomsApartByEachByteOfTheHash) {
    const ServerProcess server;
    auto plain = member(server.address(), "room");
    for (const auto& hash : {std::string{}, std::string{"Room"}, std::string{"room "},
                             std::string{"room\0", 5}, std::string{"roo\xEF\xBD\x8D"},
                             std::string{"r\xC3\xB6om"}, std::string{"ro\xCC\x88om"}}) {
        auto other = member(server.address(), hash);
        other.expect_nothing();
    }
    plain.expect_nothing();
}

TEST(Join, TakesAnEscapedHashForTheSameRoom) {
    const ServerProcess server;
    auto alice = member(server.address(), "r\xC3\xA4um/e");
    TestClient bob{server.address()};
    bob.send_text(R"({"\u006aoin":{"h\u0061sh":"r\u00e4um\/e"}})");
    bob.expect(joined(bob.id()));
    bob.expect(joined(alice.id()));
    alice.expect(joined(bob.id()));
}

TEST(Leave, IsShownOnceToEachMemberAndToTheLeaver) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    present[0].leave();
    present[0].expect(left(present[0].id()));
    present[0].join("elsewhere");
    present[0].expect(joined(present[0].id()));
    present[0].expect_nothing();
    for (auto* stayed : {&present[1], &present[2]}) {
        stayed->expect(left(present[0].id()));
        stayed->expect_nothing();
    }
}

TEST(Leave, WorksWithoutAHashAndWithANullHash) {
    const ServerProcess server;
    for (const auto* packet : {R"({"join":{}})", R"({"join":{"hash":null}})"}) {
        SCOPED_TRACE(packet);
        auto alice = member(server.address(), "room");
        alice.send_text(packet);
        alice.expect(left(alice.id()));
        auto bob = member(server.address(), "room");
        bob.expect_nothing();
        alice.join("room");
        alice.expect(joined(alice.id()));
        alice.expect(joined(bob.id()));
    }
}

TEST(Leave, WithoutARoomIsNothing) {
    const ServerProcess server;
    TestClient alice{server.address()};
    alice.leave();
    alice.send_text(R"({"join":{}})");
    alice.join("room");
    alice.expect(joined(alice.id()));
    alice.leave();
    alice.leave();
    alice.expect(left(alice.id()));
    alice.join("room");
    alice.expect(joined(alice.id()));
    alice.expect_nothing();
}

TEST(Leave, ByDisconnectingIsShownOnce) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto bob = std::make_unique<TestClient>(member(server.address(), "room"));
    alice.expect(joined(bob->id()));
    const auto gone = bob->id();
    bob->connection().send_close(1000);
    bob->connection().expect_close(1000);
    alice.expect(left(gone));
    bob.reset();
    alice.expect_nothing();
}

TEST(Leave, ByAVanishedSocketIsShownOnce) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto bob = member(server.address(), "room");
    alice.expect(joined(bob.id()));
    bob.connection().socket().reset();
    alice.expect(left(bob.id()));
    alice.expect_nothing();
}

TEST(Switch, LeavesTheOldRoomBeforeItEntersTheNew) {
    const ServerProcess server;
    auto old_friend = member(server.address(), "old");
    auto new_friend = member(server.address(), "new");
    auto alice = member(server.address(), "old");
    alice.expect(joined(old_friend.id()));
    old_friend.expect(joined(alice.id()));

    alice.join("new");
    alice.expect(left(alice.id()));
    alice.expect(joined(alice.id()));
    alice.expect(joined(new_friend.id()));
    alice.expect_nothing();
    old_friend.expect(left(alice.id()));
    new_friend.expect(joined(alice.id()));
    old_friend.expect_nothing();
    new_friend.expect_nothing();
}

TEST(Switch, IntoTheSameRoomIsALeaveAndAJoin) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto bob = member(server.address(), "room");
    bob.expect(joined(alice.id()));
    alice.expect(joined(bob.id()));

    bob.join("room");
    bob.expect(left(bob.id()));
    bob.expect(joined(bob.id()));
    bob.expect(joined(alice.id()));
    bob.expect_nothing();
    alice.expect(left(bob.id()));
    alice.expect(joined(bob.id()));
    alice.expect_nothing();
}

TEST(Switch, IntoTheSameRoomAloneIsALeaveAndAJoin) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    alice.join("room");
    alice.expect(left(alice.id()));
    alice.expect(joined(alice.id()));
    alice.expect_nothing();
}

TEST(Join, SentManyTimesAtOnceIsWorkedOffInOrder) {
    const ServerProcess server;
    auto alice = member(server.address(), "room 0");
    std::string frames;
    for (int i = 1; i <= 200; ++i) {
        frames += encode_frame(R"({"join":{"hash":"room )" + std::to_string(i) + R"("}})");
    }
    alice.connection().send_raw(frames);
    for (int i = 1; i <= 200; ++i) {
        alice.expect(left(alice.id()));
        alice.expect(joined(alice.id()));
    }
    alice.expect_nothing();
}

}  // namespace
}  // namespace keks::test
