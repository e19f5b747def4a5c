// SPDX-License-Identifier: AGPL-3.0-only
#include "server/hub/hub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "support/recording_outbox.hpp"

namespace keks::server {
namespace {

using protocol::ClientId;
using test::EventLog;
using test::RecordingOutbox;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

// Clients are named a, b, c, … and numbered 1, 2, 3, … in the order of their connecting.
class HubTest : public testing::Test {
  protected:
    ClientId connect() {
        const std::string name(1, static_cast<char>('a' + outboxes.size()));
        return hub.connect(outboxes.emplace_back(name, log));
    }
    ClientId connect_into(const std::string& hash) {
        const ClientId id = connect();
        hub.join(id, hash);
        return id;
    }
    RecordingOutbox& outbox(ClientId id) { return outboxes.at(id - 1); }

    // What happened since the last call.
    EventLog events() { return std::exchange(log, {}); }

    ClientId last_id = 0;
    FrameLedger ledger;
    EventLog log;
    std::deque<RecordingOutbox> outboxes;
    Hub hub{{.version = "keks-meet test",
             .room_watches = true,
             .new_id = [this] { return ++last_id; },
             .encode = test::plain_encoder(ledger)}};
};

TEST_F(HubTest, InitIsTheFirstPacket) {
    connect();
    EXPECT_THAT(events(), ElementsAre(R"(a <- {"init":{"your_id":1,"version":"keks-meet test"}})"));
}

TEST_F(HubTest, JoinerGetsItsOwnJoinThenTheMembersAndTheyGetTheJoiner) {
    connect_into("r");
    connect_into("r");
    const ClientId c = connect();
    events();
    hub.join(c, "r");
    EXPECT_THAT(events(),
                ElementsAre(R"(c <- {"client_join":{"id":3}})", R"(c <- {"client_join":{"id":1}})",
                            R"(a <- {"client_join":{"id":3}})", R"(c <- {"client_join":{"id":2}})",
                            R"(b <- {"client_join":{"id":3}})"));
}

TEST_F(HubTest, RoomsDoNotHearOfEachOther) {
    const ClientId a = connect_into("r");
    events();
    connect_into("other");
    hub.relay(a, {}, "hello");
    EXPECT_THAT(events(), Not(Contains(testing::StartsWith("a <-"))));
    EXPECT_THAT(events(), IsEmpty());
}

TEST_F(HubTest, DisconnectIsToldOnceToThoseWhoRemain) {
    const ClientId a = connect_into("r");
    connect_into("r");
    connect_into("r");
    events();
    hub.disconnect(a);
    hub.disconnect(a);
    EXPECT_THAT(events(), ElementsAre(R"(b <- {"client_leave":{"id":1}})",
                                      R"(c <- {"client_leave":{"id":1}})"));
}

TEST_F(HubTest, LeavingByJoinIsToldToTheLeaverAsWell) {
    const ClientId a = connect_into("r");
    connect_into("r");
    events();
    hub.join(a, std::nullopt);
    EXPECT_THAT(events(), ElementsAre(R"(a <- {"client_leave":{"id":1}})",
                                      R"(b <- {"client_leave":{"id":1}})"));
    hub.join(a, std::nullopt);
    EXPECT_THAT(events(), IsEmpty());
}

TEST_F(HubTest, SwitchingRoomsIsALeaveAndAJoin) {
    const ClientId a = connect_into("r");
    connect_into("r");
    connect_into("s");
    events();
    hub.join(a, "s");
    EXPECT_THAT(
        events(),
        ElementsAre(R"(a <- {"client_leave":{"id":1}})", R"(b <- {"client_leave":{"id":1}})",
                    R"(a <- {"client_join":{"id":1}})", R"(a <- {"client_join":{"id":3}})",
                    R"(c <- {"client_join":{"id":1}})"));
}

TEST_F(HubTest, JoiningTheSameRoomIsALeaveAndAJoin) {
    const ClientId a = connect_into("r");
    connect_into("r");
    events();
    hub.join(a, "r");
    EXPECT_THAT(
        events(),
        ElementsAre(R"(a <- {"client_leave":{"id":1}})", R"(b <- {"client_leave":{"id":1}})",
                    R"(a <- {"client_join":{"id":1}})", R"(a <- {"client_join":{"id":2}})",
                    R"(b <- {"client_join":{"id":1}})"));
}

TEST_F(HubTest, RelayGoesToEveryOtherMemberAsOneSharedFrame) {
    const ClientId a = connect_into("r");
    const ClientId b = connect_into("r");
    const ClientId c = connect_into("r");
    events();
    hub.relay(a, {}, "hello");
    EXPECT_THAT(events(), ElementsAre(R"(b <- {"message":{"sender":1,"message":"hello"}})",
                                      R"(c <- {"message":{"sender":1,"message":"hello"}})"));
    EXPECT_EQ(outbox(b).frames().back(), outbox(c).frames().back());
}

TEST_F(HubTest, MessagesInARowAreOneSharedFrameWithAllOfThemInOrder) {
    const ClientId a = connect_into("r");
    const ClientId b = connect_into("r");
    const ClientId c = connect_into("r");
    events();
    const std::string_view messages[] = {"one", "two"};
    hub.relay(a, {}, messages);
    const std::string both =
        R"({"message":{"sender":1,"message":"one"}}{"message":{"sender":1,"message":"two"}})";
    EXPECT_THAT(events(), ElementsAre("b <- " + both, "c <- " + both));
    EXPECT_EQ(outbox(b).frames().back(), outbox(c).frames().back());
    hub.relay(a, c, messages);
    EXPECT_THAT(events(), ElementsAre("c <- " + both));
}

TEST_F(HubTest, RelayToARecipientGoesToThatMemberAlone) {
    const ClientId a = connect_into("r");
    const ClientId b = connect_into("r");
    connect_into("r");
    events();
    hub.relay(a, b, "hello");
    EXPECT_THAT(events(), ElementsAre(R"(b <- {"message":{"sender":1,"message":"hello"}})"));
    hub.relay(a, a, "self");
    EXPECT_THAT(events(), ElementsAre(R"(a <- {"message":{"sender":1,"message":"self"}})"));
}

TEST_F(HubTest, RelayWithoutARoomOrARecipientInItIsDropped) {
    const ClientId a = connect_into("r");
    const ClientId b = connect_into("s");
    const ClientId c = connect();
    events();
    hub.relay(a, b, "x");
    hub.relay(a, 99, "x");
    hub.relay(c, {}, "x");
    hub.relay(c, a, "x");
    hub.relay(c, c, "x");
    EXPECT_THAT(events(), IsEmpty());
}

TEST_F(HubTest, WatchersGetTheSizesOfExistingRoomsAtOnce) {
    connect_into("r");
    connect_into("r");
    const ClientId c = connect();
    events();
    hub.watch_rooms(c, {"r", "empty", "r"});
    EXPECT_THAT(events(), ElementsAre(R"(c <- {"room_info":{"hash":"r","user_count":2}})"));
}

TEST_F(HubTest, WatchersHearOfEveryChangeDownToZero) {
    const ClientId watcher = connect();
    hub.watch_rooms(watcher, {"r"});
    const ClientId b = connect();
    events();
    hub.join(b, "r");
    hub.disconnect(b);
    EXPECT_THAT(events(), ElementsAre(R"(b <- {"client_join":{"id":2}})",
                                      R"(a <- {"room_info":{"hash":"r","user_count":1}})",
                                      R"(a <- {"room_info":{"hash":"r","user_count":0}})"));
}

TEST_F(HubTest, AWatcherMayBeAMemberToo) {
    const ClientId a = connect();
    hub.watch_rooms(a, {"r"});
    events();
    hub.join(a, "r");
    EXPECT_THAT(events(), ElementsAre(R"(a <- {"client_join":{"id":1}})",
                                      R"(a <- {"room_info":{"hash":"r","user_count":1}})"));
    hub.disconnect(a);
    EXPECT_THAT(events(), IsEmpty());
}

TEST_F(HubTest, AWatchListReplacesTheOneBefore) {
    const ClientId watcher = connect();
    hub.watch_rooms(watcher, {"r", "s"});
    hub.watch_rooms(watcher, {"s", "t"});
    events();
    connect_into("r");
    connect_into("s");
    connect_into("t");
    EXPECT_THAT(events(),
                testing::IsSupersetOf({R"(a <- {"room_info":{"hash":"s","user_count":1}})",
                                       R"(a <- {"room_info":{"hash":"t","user_count":1}})"}));
    EXPECT_THAT(log, Not(Contains(testing::HasSubstr("\"r\""))));
    hub.watch_rooms(watcher, {});
    events();
    connect_into("s");
    EXPECT_THAT(events(), Not(Contains(testing::StartsWith("a <-"))));
}

TEST_F(HubTest, WatchingAgainKeepsTheWatch) {
    const ClientId watcher = connect();
    hub.watch_rooms(watcher, {"r"});
    hub.watch_rooms(watcher, {"r"});
    events();
    connect_into("r");
    EXPECT_THAT(events(), Contains(R"(a <- {"room_info":{"hash":"r","user_count":1}})").Times(1));
}

TEST_F(HubTest, NothingIsLeftWhenEverybodyIsGone) {
    const ClientId a = connect_into("r");
    const ClientId b = connect_into("r");
    hub.watch_rooms(a, {"r", "s", "t"});
    hub.watch_rooms(b, {"s"});
    EXPECT_EQ(hub.stats().clients, 2U);
    EXPECT_EQ(hub.stats().rooms, 1U);
    EXPECT_EQ(hub.stats().watched_rooms, 3U);
    hub.disconnect(a);
    hub.disconnect(b);
    EXPECT_EQ(hub.stats().clients, 0U);
    EXPECT_EQ(hub.stats().rooms, 0U);
    EXPECT_EQ(hub.stats().watched_rooms, 0U);
    outboxes.clear();
    EXPECT_EQ(ledger.live_bytes(), 0U);
}

TEST_F(HubTest, ASlowMemberIsCutWhileTheOthersReceive) {
    const ClientId a = connect_into("r");
    const ClientId b = connect_into("r");
    connect_into("r");
    outbox(b).capacity = outbox(b).frames().size() + 1;
    hub.relay(a, {}, "1");
    events();
    hub.relay(a, {}, "2");
    EXPECT_THAT(events(), ElementsAre(R"(c <- {"message":{"sender":1,"message":"2"}})",
                                      R"(a <- {"client_leave":{"id":2}})",
                                      R"(c <- {"client_leave":{"id":2}})"));
    EXPECT_EQ(outbox(b).refused, 1U);
    hub.relay(a, {}, "3");
    hub.disconnect(b);
    EXPECT_THAT(events(), ElementsAre(R"(c <- {"message":{"sender":1,"message":"3"}})"));
}

TEST_F(HubTest, ALeaveThatIsTooMuchForAnotherCutsThatOneToo) {
    const ClientId a = connect_into("r");
    const ClientId b = connect_into("r");
    const ClientId c = connect_into("r");
    connect_into("r");
    outbox(b).capacity = outbox(b).frames().size();
    outbox(c).capacity = outbox(c).frames().size() + 1;
    events();
    hub.relay(a, {}, "x");
    EXPECT_THAT(events(), UnorderedElementsAre(R"(c <- {"message":{"sender":1,"message":"x"}})",
                                               R"(d <- {"message":{"sender":1,"message":"x"}})",
                                               R"(a <- {"client_leave":{"id":2}})",
                                               R"(d <- {"client_leave":{"id":2}})",
                                               R"(a <- {"client_leave":{"id":3}})",
                                               R"(d <- {"client_leave":{"id":3}})"));
    EXPECT_EQ(hub.stats().clients, 2U);
}

TEST_F(HubTest, AJoinerThatCannotTakeItsOwnJoinLeavesATruePicture) {
    const ClientId a = connect_into("r");
    const ClientId b = connect();
    outbox(b).capacity = outbox(b).frames().size() + 1;
    events();
    hub.join(b, "r");
    EXPECT_THAT(events(),
                ElementsAre(R"(b <- {"client_join":{"id":2}})", R"(a <- {"client_join":{"id":2}})",
                            R"(a <- {"client_leave":{"id":2}})"));
    hub.disconnect(a);
    EXPECT_EQ(hub.stats().rooms, 0U);
}

TEST(HubWithoutWatches, TakesWatchListsAndIgnoresThem) {
    EventLog log;
    FrameLedger ledger;
    RecordingOutbox outbox{"a", log};
    Hub hub{{.version = "",
             .room_watches = false,
             .new_id = [] { return 1; },
             .encode = test::plain_encoder(ledger)}};
    const ClientId a = hub.connect(outbox);
    hub.join(a, "r");
    log.clear();
    hub.handle(a, protocol::client::WatchRooms{{"r"}});
    EXPECT_THAT(log, IsEmpty());
    EXPECT_EQ(hub.stats().watched_rooms, 0U);
}

}  // namespace
}  // namespace keks::server
