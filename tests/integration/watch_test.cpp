// SPDX-License-Identifier: AGPL-3.0-only
// The sizes of watched rooms (protocol section 2: watch_rooms, room_info).
#include <gtest/gtest.h>

#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

// A client that watches and can sync, because it is in a room that nobody watches.
TestClient watcher(const ServerProcess& server) {
    static int count = 0;
    return member(server.address(), "a room of the watcher's own " + std::to_string(++count));
}

TEST(Watch, TellsTheSizeOfEachListedRoomThatExistsAtOnce) {
    const ServerProcess server;
    auto two = members(server.address(), "two", 2);
    auto one = member(server.address(), "one");
    auto eve = watcher(server);
    eve.watch({"two", "nobody", "one"});
    eve.expect_in_any_order({room_size("two", 2), room_size("one", 1)});
    eve.expect_nothing();
}

TEST(Watch, TellsEveryChangeDownToZeroAndUpAgain) {
    const ServerProcess server;
    auto eve = watcher(server);
    eve.watch({"room"});
    eve.expect_nothing();
    auto alice = member(server.address(), "room");
    eve.expect(room_size("room", 1));
    auto bob = member(server.address(), "room");
    eve.expect(room_size("room", 2));
    alice.leave();
    eve.expect(room_size("room", 1));
    bob.connection().socket().reset();
    eve.expect(room_size("room", 0));
    alice.join("room");
    eve.expect(room_size("room", 1));
    eve.expect_nothing();
}

TEST(Watch, TellsBothSidesOfASwitch) {
    const ServerProcess server;
    auto eve = watcher(server);
    eve.watch({"old", "new"});
    auto alice = member(server.address(), "old");
    eve.expect(room_size("old", 1));
    alice.join("new");
    eve.expect_in_any_order({room_size("old", 0), room_size("new", 1)});
    alice.join("new");
    const auto rejoin = eve.next_packet();
    // A leave and a join: 0 and then 1 again.
    EXPECT_EQ(rejoin, room_size("new", 0));
    eve.expect(room_size("new", 1));
    eve.expect_nothing();
}

TEST(Watch, ReplacesTheListBefore) {
    const ServerProcess server;
    auto eve = watcher(server);
    eve.watch({"old"});
    eve.watch({"new"});
    eve.expect_nothing();
    auto alice = member(server.address(), "old");
    auto bob = member(server.address(), "new");
    eve.expect(room_size("new", 1));
    eve.expect_nothing();
}

TEST(Watch, OfNothingEndsAllWatches) {
    const ServerProcess server;
    auto eve = watcher(server);
    eve.watch({"one", "two"});
    eve.watch({});
    eve.expect_nothing();
    auto alice = member(server.address(), "one");
    eve.expect_nothing();
}

TEST(Watch, AgainKeepsTheWatchAndTellsTheSizeAgain) {
    const ServerProcess server;
    auto eve = watcher(server);
    auto alice = member(server.address(), "kept");
    eve.watch({"kept", "dropped"});
    eve.expect(room_size("kept", 1));
    eve.watch({"new", "kept"});
    eve.expect(room_size("kept", 1));
    eve.expect_nothing();
    auto bob = member(server.address(), "kept");
    eve.expect(room_size("kept", 2));
    auto carol = member(server.address(), "dropped");
    eve.expect_nothing();
}

TEST(Watch, OfAnEmptyRoomIsKeptAcrossLists) {
    const ServerProcess server;
    auto eve = watcher(server);
    for (int i = 0; i < 3; ++i) eve.watch({"empty", "other"});
    auto alice = member(server.address(), "empty");
    eve.expect(room_size("empty", 1));
    eve.expect_nothing();
}

TEST(Watch, OfARoomListedTwiceIsOneWatch) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto eve = watcher(server);
    eve.watch({"room", "room", "room"});
    eve.expect(room_size("room", 1));
    eve.expect_nothing();
    auto bob = member(server.address(), "room");
    eve.expect(room_size("room", 2));
    eve.expect_nothing();
    eve.watch({"other"});
    eve.expect_nothing();
    bob.leave();
    bob.expect(joined(alice.id()));
    bob.expect(left(bob.id()));
    eve.expect_nothing();
}

TEST(Watch, IsNoMembership) {
    const ServerProcess server;
    TestClient eve{server.address()};
    eve.watch({"room"});
    auto alice = member(server.address(), "room");
    alice.relay("secret");
    alice.expect_nothing();
    eve.expect(room_size("room", 1));
    eve.join("lobby");
    eve.expect(joined(eve.id()));
    eve.expect_nothing();
}

TEST(Watch, OfOnesOwnRoomTellsItToo) {
    const ServerProcess server;
    TestClient eve{server.address()};
    eve.watch({"room"});
    eve.join("room");
    eve.expect_in_any_order({joined(eve.id()), room_size("room", 1)});
    eve.join("lobby");
    eve.expect_in_any_order({left(eve.id()), room_size("room", 0), joined(eve.id())});
    eve.expect_nothing();
}

TEST(Watch, OutlivesTheWatchersOwnJoinsAndLeaves) {
    const ServerProcess server;
    auto eve = watcher(server);
    eve.watch({"room"});
    eve.leave();
    eve.expect(left(eve.id()));
    auto alice = member(server.address(), "room");
    eve.expect(room_size("room", 1));
}

TEST(Watch, TellsEachOfManyWatchers) {
    const ServerProcess server;
    std::vector<TestClient> watchers;
    for (int i = 0; i < 20; ++i) {
        watchers.push_back(watcher(server));
        watchers.back().watch({"room"});
        watchers.back().expect_nothing();
    }
    auto alice = member(server.address(), "room");
    for (auto& eve : watchers) {
        eve.expect(room_size("room", 1));
        eve.expect_nothing();
    }
}

TEST(Watch, TakesAThousandRooms) {
    const ServerProcess server;
    std::vector<std::string> hashes;
    hashes.reserve(1000);
    for (int i = 0; i < 1000; ++i) hashes.push_back(std::string(64, 'a') + std::to_string(i));
    auto first = member(server.address(), hashes.front());
    auto last = member(server.address(), hashes.back());
    auto eve = watcher(server);
    eve.watch(hashes);
    eve.expect_in_any_order({room_size(hashes.front(), 1), room_size(hashes.back(), 1)});
    auto middle = member(server.address(), hashes[500]);
    eve.expect(room_size(hashes[500], 1));
    eve.expect_nothing();
}

TEST(Hash, MayHaveAThousandAndTwentyFourCharactersOfAnyKind) {
    const ServerProcess server;
    auto eve = watcher(server);
    for (const std::string character :
         {"a", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x8D\xAA", "\""}) {
        std::string hash;
        for (int i = 0; i < 1024; ++i) hash += character;
        eve.watch({hash});
        auto alice = member(server.address(), hash);
        eve.expect(room_size(hash, 1));
        auto bob = member(server.address(), hash);
        alice.expect(joined(bob.id()));
        eve.expect(room_size(hash, 2));
        eve.watch({});
        eve.expect_nothing();
    }
}

TEST(Hash, MayBeEmptyOrHoldNul) {
    const ServerProcess server;
    auto eve = watcher(server);
    const std::string nul{"\0", 1};
    eve.watch({"", nul});
    auto alice = member(server.address(), "");
    eve.expect(room_size("", 1));
    auto bob = member(server.address(), nul);
    eve.expect(room_size(nul, 1));
    bob.expect_nothing();
}

TEST(Watch, SaysNothingWhereTheFeatureIsOff) {
    const ServerProcess server{with_keys({{"FEATURES_ROOM_WATCHES", "false"}})};
    auto eve = watcher(server);
    auto alice = member(server.address(), "room");
    eve.watch({"room"});
    auto bob = member(server.address(), "room");
    eve.expect_nothing();
}

}  // namespace
}  // namespace keks::test
