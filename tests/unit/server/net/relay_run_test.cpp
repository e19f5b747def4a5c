// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/relay_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/recording_outbox.hpp"

namespace keks::server {
namespace {

using protocol::ClientId;
using testing::ElementsAre;
using testing::IsEmpty;

// Three members of one room, of whom a speaks.
class RelayRunTest : public testing::Test {
  protected:
    RelayRunTest() {
        for (auto* outbox : {&a, &b, &c}) hub.join(hub.connect(*outbox), "room");
        log.clear();
    }

    test::EventLog events() { return std::exchange(log, {}); }
    static std::string said(std::string_view text) {
        return R"({"message":{"sender":1,"message":")" + std::string{text} + R"("}})";
    }

    ClientId last_id = 0;
    FrameLedger ledger;
    test::EventLog log;
    test::RecordingOutbox a{"a", log}, b{"b", log}, c{"c", log};
    Hub hub{{.version = "keks-meet test",
             .room_watches = true,
             .new_id = [this] { return ++last_id; },
             .encode = test::plain_encoder(ledger)}};
    RelayRun run{hub};
};

TEST_F(RelayRunTest, MessagesToTheSameGoOnTogetherWhenTheRunEnds) {
    run.add(1, {.recipient = 3, .message = "one"});
    run.add(1, {.recipient = 3, .message = "two"});
    EXPECT_THAT(events(), IsEmpty());
    run.end(1);
    EXPECT_THAT(events(), ElementsAre("c <- " + said("one") + said("two")));
}

TEST_F(RelayRunTest, KeepsTheOrderOfMessagesToDifferentMembers) {
    run.add(1, {.recipient = std::nullopt, .message = "to all"});
    run.add(1, {.recipient = 2, .message = "to b"});
    run.add(1, {.recipient = 3, .message = "to c"});
    run.add(1, {.recipient = std::nullopt, .message = "to all again"});
    run.end(1);
    EXPECT_THAT(events(),
                ElementsAre("b <- " + said("to all"), "c <- " + said("to all"),
                            "b <- " + said("to b"), "c <- " + said("to c"),
                            "b <- " + said("to all again"), "c <- " + said("to all again")));
}

TEST_F(RelayRunTest, SaysNothingTwice) {
    run.end(1);
    EXPECT_THAT(events(), IsEmpty());
    run.add(1, {.recipient = 2, .message = "once"});
    run.end(1);
    run.end(1);
    EXPECT_THAT(events(), ElementsAre("b <- " + said("once")));
}

}  // namespace
}  // namespace keks::server
