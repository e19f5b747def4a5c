// SPDX-License-Identifier: AGPL-3.0-only
#include <gmock/gmock.h>

#include "unit/client/signaling/signaling_client_fixture.hpp"

namespace keks::client::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(SignalingClientTest, ClosesInOrder) {
    start_and_join();
    close();
    EXPECT_TRUE(links.last().closing);
    EXPECT_FALSE(client->send({}, "too late"));
    links.last().text(R"({"message":{"sender":3,"message":"late"}})");
    EXPECT_THAT(log, IsEmpty());
    links.last().end({"closed"});
    EXPECT_THAT(log, ElementsAre("closed"));
    clock->elapse(seconds{60});
    EXPECT_THAT(log, ElementsAre("closed"));
    EXPECT_EQ(links.count(), 1U);
}

TEST_F(SignalingClientTest, WaitsForAServerThatDoesNotCloseNoLongerThan5Seconds) {
    start_and_join();
    close();
    clock->elapse(milliseconds{4'999});
    EXPECT_THAT(log, IsEmpty());
    clock->elapse(milliseconds{1});
    EXPECT_THAT(log, ElementsAre("closed"));
    EXPECT_FALSE(links.last().alive);
}

TEST_F(SignalingClientTest, LetsWhatItSaidGoOutBeforeItClosesAsLongAsThatMoves) {
    start_and_join();
    links.last().queued = 10'000'000;
    close();
    for (int look = 0; look < 3; ++look) {
        links.last().traffic.sent += 1000;
        clock->elapse(seconds{5});
        EXPECT_THAT(log, IsEmpty());
    }
    clock->elapse(seconds{5});
    EXPECT_THAT(log, ElementsAre("closed")) << "it stands still";
}

TEST_F(SignalingClientTest, LetsNothingGoOutForLongerThanAMinuteBeforeItCloses) {
    start_and_join();
    links.last().queued = 10'000'000;
    close();
    for (int look = 0; look < 11; ++look) {
        links.last().traffic.sent += 1000;
        clock->elapse(seconds{5});
        EXPECT_THAT(log, IsEmpty());
    }
    links.last().traffic.sent += 1000;
    clock->elapse(seconds{5});
    EXPECT_THAT(log, ElementsAre("closed"));
    EXPECT_TRUE(client->left_unsent());
}

TEST_F(SignalingClientTest, TellsWhetherAllWentOutBeforeItClosed) {
    start_and_join();
    links.last().queued = 1000;
    close();
    EXPECT_FALSE(client->left_unsent()) << "it may still";
    links.last().queued = 0;
    links.last().end({"closed"});
    EXPECT_FALSE(client->left_unsent());
}

TEST_F(SignalingClientTest, TellsThatTheConnectionEndedBeforeAllWentOut) {
    start_and_join();
    links.last().queued = 1000;
    close();
    links.last().end({"broken"});
    EXPECT_THAT(log, ElementsAre("closed"));
    EXPECT_TRUE(client->left_unsent());
}

TEST_F(SignalingClientTest, ClosesAtOnceWithoutAConnection) {
    close();
    EXPECT_THAT(log, IsEmpty()) << "not from within";
    clock->elapse(milliseconds{0});
    EXPECT_THAT(log, ElementsAre("closed"));
    close();
    clock->elapse(milliseconds{0});
    EXPECT_THAT(log, ElementsAre("closed", "closed"));
}

TEST_F(SignalingClientTest, ClosesAtOnceWhileItConnects) {
    start();
    close();
    close();
    clock->elapse(milliseconds{0});
    EXPECT_THAT(log, ElementsAre("closed", "closed"));
    EXPECT_FALSE(links.last().alive);
    clock->elapse(seconds{60});
    EXPECT_EQ(links.count(), 1U);
}

TEST_F(SignalingClientTest, ClosesAtOnceBetweenTwoAttempts) {
    start();
    links.last().end({"no"});
    close();
    clock->elapse(milliseconds{0});
    EXPECT_EQ(log.back(), "closed");
    clock->elapse(seconds{60});
    EXPECT_EQ(links.count(), 1U);
}

TEST_F(SignalingClientTest, MayBeDestroyedInEachOfItsEvents) {
    const auto ending = [this](auto... /*arguments*/) {
        client->abandon();
        client.reset();
    };
    const std::vector<void (*)(FakeConnection&)> causes{
        [](FakeConnection& link) { link.text(R"({"client_join":{"id":3}})"); },
        [](FakeConnection& link) { link.text(R"({"client_leave":{"id":3}})"); },
        [](FakeConnection& link) { link.text(R"({"message":{"sender":3,"message":"m"}})"); },
        [](FakeConnection& link) { link.text("garbage"); },
        [](FakeConnection& link) { link.end({"gone"}); }};
    for (const auto& cause : causes) {
        client = std::make_shared<SignalingClient>(
            clock, links.maker(),
            SignalingClient::Options{
                .room_hash = "hash", .send_bytes = 100, .times = {}, .random = [] { return 0.5; }});
        client->start({.joined = {},
                       .member_joined = ending,
                       .member_left = ending,
                       .message = ending,
                       .lost = ending,
                       .failed = ending});
        join_again();
        cause(links.last());
        EXPECT_EQ(client, nullptr);
        EXPECT_FALSE(links.last().alive);
    }
    const auto attempts = links.count();
    clock->elapse(seconds{60});
    EXPECT_EQ(links.count(), attempts);
}

}  // namespace
}  // namespace keks::client::test
