// SPDX-License-Identifier: AGPL-3.0-only
#include <gmock/gmock.h>

#include "unit/client/signaling/signaling_client_fixture.hpp"

namespace keks::client::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* ping_packet = R"({"ping":null})";
constexpr const char* probe_5 = R"({"relay":{"recipient":5,"message":""}})";
constexpr const char* probe_5_back = R"({"message":{"sender":5,"message":""}})";

TEST_F(SignalingClientTest, JoinsTheRoomOnceTheServerHasGreeted) {
    start();
    links.last().open();
    EXPECT_THAT(links.last().sent, IsEmpty());
    links.last().text(init_5);
    EXPECT_THAT(links.last().sent, ElementsAre(R"({"join":{"hash":"hash"}})"));
    EXPECT_THAT(log, IsEmpty());
    links.last().text(join_5);
    EXPECT_THAT(log, ElementsAre("joined 5"));
}

TEST_F(SignalingClientTest, TellsWhoComesAndGoesAndWhatTheySay) {
    start_and_join();
    links.last().text(R"({"client_join":{"id":3}})");
    links.last().text(R"({"message":{"sender":3,"message":"hello"}})");
    links.last().text(R"({"message":{"sender":5,"message":"to myself"}})");
    links.last().text(R"({"message":{"sender":3,"message":""}})");
    links.last().text(R"({"client_leave":{"id":3}})");
    EXPECT_THAT(log, ElementsAre("came 3", "3: hello", "5: to myself", "3: ", "left 3"));
}

TEST_F(SignalingClientTest, PassesOverWhatComesOutOfTurnAndWhatItDoesNotKnow) {
    start();
    links.last().open();
    links.last().text(R"({"client_join":{"id":3}})");
    links.last().text(init_5);
    links.last().text(R"({"message":{"sender":3,"message":"early"}})");
    links.last().text(R"({"client_leave":{"id":3}})");
    links.last().text(join_5);
    links.last().text(join_5);
    links.last().text(R"({"init":{"your_id":6}})");
    links.last().text(R"({"room_info":{"hash":"h","user_count":1}})");
    links.last().text(R"({"news":{"x":1}})");
    EXPECT_THAT(log, ElementsAre("joined 5"));
    EXPECT_EQ(links.count(), 1U);
}

TEST_F(SignalingClientTest, SendsToAllOrToOneButOnlyFromWithinTheRoom) {
    EXPECT_FALSE(client->send({}, "too early"));
    start();
    EXPECT_FALSE(client->send({}, "too early"));
    links.last().open();
    links.last().text(init_5);
    EXPECT_FALSE(client->send({}, "too early"));
    join_again();
    EXPECT_TRUE(client->send({}, "a"));
    EXPECT_TRUE(client->send(3, "b"));
    EXPECT_THAT(links.last().sent, ElementsAre(R"({"relay":{"message":"a"}})",
                                               R"({"relay":{"recipient":3,"message":"b"}})"));
}

TEST_F(SignalingClientTest, RefusesMoreThanMayWaitToBeSent) {
    start_and_join();
    links.last().queued = 90;
    EXPECT_TRUE(client->send({}, std::string(10, 'a')));
    EXPECT_FALSE(client->send({}, std::string(11, 'a')));
    EXPECT_EQ(links.last().sent.size(), 1U);
    EXPECT_THAT(log, IsEmpty());
}

TEST_F(SignalingClientTest, PingsAndProbesEvery25Seconds) {
    start_and_join();
    clock->elapse(milliseconds{24'999});
    EXPECT_THAT(links.last().sent, IsEmpty());
    clock->elapse(milliseconds{1});
    EXPECT_THAT(links.last().sent, ElementsAre(ping_packet, probe_5));
    links.last().text(probe_5_back);
    clock->elapse(seconds{25});
    EXPECT_THAT(links.last().sent, ElementsAre(ping_packet, probe_5, ping_packet, probe_5));
    EXPECT_THAT(log, IsEmpty());
}

TEST_F(SignalingClientTest, NoticesAConnectionThatIsDead) {
    start_and_join();
    clock->elapse(seconds{25});
    clock->elapse(milliseconds{9'999});
    EXPECT_THAT(log, IsEmpty());
    links.last().traffic.sent += 80;  // the ping and the probe themselves
    clock->elapse(milliseconds{1});
    EXPECT_THAT(log, ElementsAre("lost: the server gives no sign of life, 500"));
    clock->elapse(milliseconds{500});
    EXPECT_EQ(links.count(), 2U);
}

TEST_F(SignalingClientTest, TakesALargeMessageThatIsUnderWayForASignOfLife) {
    start_and_join();
    links.last().queued = 50;
    clock->elapse(seconds{25});
    EXPECT_THAT(links.last().sent, IsEmpty()) << "a ping would only wait as well";
    links.last().traffic.sent += 1000;
    clock->elapse(seconds{10});
    links.last().queued = 0;
    links.last().traffic.sent += 1000;
    clock->elapse(seconds{10});
    links.last().traffic.received += 1;
    clock->elapse(seconds{5});  // and a ping
    EXPECT_THAT(links.last().sent, ElementsAre(ping_packet, probe_5));
    EXPECT_THAT(log, IsEmpty());
    clock->elapse(seconds{10});
    EXPECT_THAT(log, ElementsAre("lost: the server gives no sign of life, 500"));
}

TEST_F(SignalingClientTest, GivesUpAConnectionThatDoesNotComeToItsJoin) {
    start();
    clock->elapse(seconds{15});
    EXPECT_THAT(log, ElementsAre("lost: no connection to the server within 15 s, 500"));
    clock->elapse(milliseconds{500});
    links.last().open();
    clock->elapse(seconds{10});
    EXPECT_EQ(log.back(), "lost: the server did not greet us within 10 s, 1000");
    clock->elapse(seconds{1});
    links.last().open();
    links.last().text(init_5);
    clock->elapse(milliseconds{9'999});
    EXPECT_EQ(log.size(), 2U);
    clock->elapse(milliseconds{1});
    EXPECT_EQ(log.back(), "lost: the server did not let us into the room within 10 s, 2000");
}

TEST_F(SignalingClientTest, ComesBackAfterALossUnderItsNewId) {
    start_and_join();
    links.last().end({"gone"});
    EXPECT_FALSE(client->send({}, "into the void"));
    clock->elapse(milliseconds{500});
    links.last().open();
    links.last().text(R"({"init":{"your_id":9}})");
    links.last().text(R"({"client_join":{"id":9}})");
    EXPECT_THAT(log, ElementsAre("lost: gone, 500", "joined 9"));
    EXPECT_TRUE(client->send({}, "again"));
}

TEST_F(SignalingClientTest, WaitsLongerAfterEachFailureUntilAConnectionLasts) {
    start();
    for (int i = 0; i < 7; ++i) {
        links.last().end({"no"});
        clock->elapse(seconds{15});
    }
    EXPECT_EQ(log.back(), "lost: no, 15000");
    join_again();
    clock->elapse(milliseconds{9'999});
    links.last().end({"no"});
    EXPECT_EQ(log.back(), "lost: no, 15000");
    clock->elapse(seconds{15});
    join_again();
    clock->elapse(seconds{10});
    links.last().end({"no"});
    EXPECT_EQ(log.back(), "lost: no, 500");
}

TEST_F(SignalingClientTest, GivesUpAServerThatSendsGarbage) {
    start_and_join();
    links.last().text("garbage");
    EXPECT_THAT(log,
                ElementsAre("lost: the server sent no packet: not JSON: error at byte 1, 500"));
    EXPECT_FALSE(links.last().alive);
}

TEST_F(SignalingClientTest, JoinsAgainWhenTheServerTakesItOutOfTheRoom) {
    start_and_join();
    links.last().text(R"({"client_leave":{"id":5}})");
    EXPECT_THAT(log, ElementsAre("lost: the server took us out of the room, 500"));
}

TEST_F(SignalingClientTest, FailsForGoodWhereTryingAgainWouldNotHelp) {
    start();
    links.last().end({.reason = "no such path", .lasting = true});
    EXPECT_THAT(log, ElementsAre("failed: no such path"));
    clock->elapse(seconds{60});
    EXPECT_EQ(links.count(), 1U);
}

TEST_F(SignalingClientTest, TriesAgainWhatWasRightBefore) {
    start_and_join();
    links.last().end({.reason = "gone"});
    clock->elapse(milliseconds{500});
    links.last().end({.reason = "no such path", .lasting = true});
    EXPECT_THAT(log, ElementsAre("lost: gone, 500", "lost: no such path, 1000"));
}

}  // namespace
}  // namespace keks::client::test
