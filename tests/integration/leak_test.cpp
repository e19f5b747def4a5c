// SPDX-License-Identifier: AGPL-3.0-only
// Nothing is left behind by connections that are gone, by the server's own counters.
#include <gtest/gtest.h>

#include <deque>

#include "support/counters.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::string_view kGauges[]{counter::kConnections, counter::kWebsockets, counter::kRooms,
                                     counter::kWatchedRooms, counter::kFrameBytes};

void expect_same_gauges(const Counters& counters, const Reading& before) {
    for (const auto gauge : kGauges) counters.await(gauge, before.find(gauge)->second);
}

void join_and_close(const Address& address, int i) {
    TestClient client{address};
    client.join("room " + std::to_string(i % 10));
    client.relay("hello");
    client.connection().send_close(1000);
    client.connection().expect_close(1000);
}

void join_and_reset(const Address& address, int i) {
    TestClient client{address};
    client.join("room " + std::to_string(i % 10));
    client.relay(std::string(50'000, 'x'));
    client.connection().socket().reset();
}

void watch_and_vanish(const Address& address, int i) {
    TestClient client{address};
    client.watch({"room " + std::to_string(i % 10), "nobody's room " + std::to_string(i)});
}

void watch_join_and_fail(const Address& address, int i) {
    TestClient client{address};
    client.watch({"room 1", "room 2", "own " + std::to_string(i)});
    client.join("own " + std::to_string(i));
    client.send_text("nonsense");
    client.connection().expect_close(1008);
}

void say_nothing(const Address& address, int /*i*/) {
    const Socket socket{address};
}

void shake_half_a_hand(const Address& address, int i) {
    Socket socket{address};
    const auto request = handshake_request();
    auto part =
        std::string_view{request}.substr(0, request.size() * static_cast<unsigned>(i % 10) / 10);
    static_cast<void>(socket.send_some(part));
    if (i % 2 == 0) socket.reset();
}

void shake_hands_and_reset(const Address& address, int i) {
    Socket socket{address};
    const auto request = handshake_request() + encode_frame(R"({"join":{"hash":"room 3"}})") +
                         encode_frame(R"({"watch_rooms":["x"]})");
    std::string_view rest = request;
    static_cast<void>(socket.send_some(rest));
    if (i % 2 == 0) socket.reset();
}

void send_half_a_frame(const Address& address, int i) {
    auto client = member(address, "half " + std::to_string(i));
    client.connection().send_frame("{", {.announced = 1'000'000});
    if (i % 2 == 0) client.connection().socket().reset();
}

using Visit = void (*)(const Address&, int);
constexpr Visit kVisits[]{join_and_close,        join_and_reset,   watch_and_vanish,
                          watch_join_and_fail,   say_nothing,      shake_half_a_hand,
                          shake_hands_and_reset, send_half_a_frame};

TEST(Leaks, AreNoneAfterTwoThousandConnectionsOfEveryKind) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    auto witness = member(server.address(), "the witness's room");
    witness.watch({"room 1"});
    witness.expect_nothing();
    const auto before = counters.read();
    for (int i = 0; i < 2000; ++i) kVisits[i % 8](server.address(), i);
    expect_same_gauges(counters, before);
    EXPECT_GE(counters.value(counter::kConnectionsTotal), 2000);
    EXPECT_EQ(counters.closed("bad_packet"), 250);
    static_cast<void>(witness.sync());
    witness.expect_nothing();
}

TEST(Leaks, AreNoneWhenHundredsOverlap) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    const auto before = counters.read();
    std::deque<TestClient> open;
    for (int i = 0; i < 600; ++i) {
        open.emplace_back(server.address());
        open.back().join("room " + std::to_string(i % 50));
        open.back().watch({"room " + std::to_string(i % 49), "room " + std::to_string(i % 48)});
        if (open.size() < 300) continue;
        if (i % 3 == 0) open.front().connection().socket().reset();
        open.pop_front();
    }
    open.clear();
    expect_same_gauges(counters, before);
}

TEST(Leaks, AreNoneAfterRoomsAndWatchesCameAndWent) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    auto client = member(server.address(), "start");
    EXPECT_EQ(counters.value(counter::kRooms), 1);
    for (int i = 0; i < 300; ++i) {
        const auto name = "room " + std::to_string(i);
        client.watch({name, name + "b", name});
        client.join(name);
    }
    static_cast<void>(client.sync());
    EXPECT_EQ(counters.value(counter::kRooms), 1);
    EXPECT_EQ(counters.value(counter::kWatchedRooms), 2);
    client.watch({});
    client.leave();
    counters.await(counter::kRooms, 0);
    counters.await(counter::kWatchedRooms, 0);
    counters.await(counter::kFrameBytes, 0);
}

}  // namespace
}  // namespace keks::test
