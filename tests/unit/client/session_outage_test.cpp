// SPDX-License-Identifier: AGPL-3.0-only
// What becomes of members and channels when somebody loses the server.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "client/session.hpp"
#include "support/room_people.hpp"

namespace {

using namespace keks::client;
using namespace std::chrono_literals;
using keks::test::Person;
using keks::test::Place;
using keks::test::Stranger;
using Lines = std::vector<std::string>;

// Alice sends a song to Bob.
struct Transfer {
    Place place;
    Person alice{place, "alice"};
    Person bob{place, "bob"};
    MemberKey alice_at_bob{};
    MemberKey bob_at_alice{};

    explicit Transfer(bool connected = true) {
        alice.provide_file("song");
        alice.provide_file("film");
        place.loop.run();
        alice_at_bob = bob.key("alice");
        bob_at_alice = alice.key("bob");
        if (!connected) return;
        bob.request("alice", "song");
        place.loop.run();
    }
    bool still_sends() {
        alice.channels["song"].front()->send_text("la");
        place.loop.run();
        return place.log.back() == "bob: song says la";
    }
};

TEST(SessionOutage, ends_no_transfer_when_the_server_restarts_and_all_come_back_under_other_ids) {
    Transfer with;
    with.place.server.restart();
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: lost broken"), 1);
    EXPECT_FALSE(with.bob.info("alice").present);
    EXPECT_TRUE(with.still_sends());
    with.place.server.next_id = 500;
    with.bob.signaling.reconnect();
    with.alice.signaling.reconnect();
    with.place.loop.elapse(60s);
    EXPECT_TRUE(with.still_sends());
    EXPECT_EQ(with.bob.key("alice"), with.alice_at_bob);
    EXPECT_EQ(with.alice.key("bob"), with.bob_at_alice);
    EXPECT_TRUE(with.bob.info("alice").present);
    EXPECT_EQ(with.bob.session->members().size(), 1U);
    for (const auto* const line : {"alice: bob is there", "bob: alice is there"}) {
        EXPECT_EQ(with.place.count(line), 1) << line;
    }
    EXPECT_EQ(with.place.lines("alice: bob left"), Lines{});
    EXPECT_EQ(with.place.net.connections.size(), 2U);
    EXPECT_EQ(with.place.count("alice: bob requests song"), 1) << "it has come already";
}

TEST(SessionOutage, knows_a_member_again_who_lost_the_server_alone) {
    Transfer with;
    with.place.server.lose(with.bob.signaling);
    with.place.loop.elapse(20s);
    EXPECT_EQ(with.place.lines("alice: bob left"), Lines{});
    with.bob.signaling.reconnect();
    with.place.loop.elapse(60s);
    EXPECT_EQ(with.alice.key("bob"), with.bob_at_alice);
    EXPECT_TRUE(with.still_sends());
}

TEST(SessionOutage, knows_a_member_again_whose_old_connection_the_server_has_not_missed_yet) {
    Transfer with;
    with.place.server.lose(with.bob.signaling, false);
    with.place.loop.run();
    with.bob.signaling.reconnect();
    with.place.loop.elapse(1s);
    EXPECT_EQ(with.alice.key("bob"), with.bob_at_alice);
    EXPECT_EQ(with.alice.session->members().size(), 1U);
    with.place.loop.elapse(60s);
    EXPECT_EQ(with.place.count("alice: somebody is there"), 1) << "who hears all that is said";
    EXPECT_EQ(with.place.lines("bob: somebody"), Lines{}) << "but not to whom it was";
    EXPECT_TRUE(with.still_sends());
}

TEST(SessionOutage, waits_half_a_minute_for_who_is_connected_and_five_seconds_for_others) {
    Transfer with;
    with.place.server.restart();
    with.place.loop.elapse(120s);
    EXPECT_EQ(with.place.lines("alice: bob left"), Lines{}) << "nobody can come back yet";
    with.alice.signaling.reconnect();
    with.place.loop.elapse(29s);
    EXPECT_EQ(with.place.lines("alice: bob left"), Lines{});
    with.place.loop.elapse(2s);
    EXPECT_EQ(with.place.lines("alice: bob left"), Lines{"alice: bob left"});
    EXPECT_EQ(with.place.count("alice: song closed"), 1);

    Transfer without{false};
    without.place.server.restart();
    without.place.loop.run();
    without.alice.signaling.reconnect();
    without.place.loop.elapse(4s);
    EXPECT_EQ(without.place.lines("alice: bob left"), Lines{});
    without.place.loop.elapse(2s);
    EXPECT_EQ(without.place.lines("alice: bob left"), Lines{"alice: bob left"});
    EXPECT_EQ(without.place.loop.timers(), 0U);
}

TEST(SessionOutage, does_not_wait_for_who_said_goodbye_or_was_not_connected) {
    Transfer with;
    with.bob.session->close([] {});
    with.place.loop.run();
    EXPECT_EQ(with.place.log.back(), "alice: bob left");

    Transfer without{false};
    without.place.server.lose(without.bob.signaling);
    without.place.loop.run();
    EXPECT_EQ(without.place.count("alice: bob left"), 1);
}

TEST(SessionOutage, does_not_wait_any_longer_for_who_was_connected_and_is_not_any_more) {
    Transfer with;
    with.place.server.lose(with.bob.signaling);
    with.place.loop.run();
    with.place.net.fail("alice/1");
    with.place.loop.run();
    EXPECT_EQ(with.place.log.back(), "alice: bob left");
    EXPECT_EQ(with.place.loop.timers(), 0U);
}

TEST(SessionOutage, takes_deployed_clients_for_new_ones_when_they_return) {
    Place place;
    Person alice{place, "alice"};
    Stranger stranger{place};
    stranger.say(relay::Identify{"old", std::nullopt, {}});
    place.server.restart();
    place.loop.run();
    EXPECT_EQ(place.lines("alice: old left"), Lines{});
    alice.signaling.reconnect();
    place.loop.run();
    EXPECT_EQ(place.lines("alice: old left"), Lines{"alice: old left"});
}

TEST(SessionOutage, says_again_what_may_have_been_missed) {
    Transfer with{false};
    with.alice.answers = false;
    with.place.server.restart();
    with.place.loop.run();
    // While nobody hears it.
    EXPECT_TRUE(with.bob.request("alice", "song"));
    with.alice.session->withdraw("film");
    with.alice.provide_file("poem");
    with.alice.signaling.reconnect();
    with.bob.signaling.reconnect();
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: bob requests song"), 1);
    EXPECT_EQ(with.place.count("bob: alice withdraws film"), 1);
    EXPECT_EQ(with.place.count("bob: alice provides poem"), 1);
    EXPECT_EQ(with.place.count("bob: alice provides song"), 1) << "which it knew";
    // And the end of a request.
    with.place.server.restart();
    with.place.loop.run();
    with.bob.session->request_stop(with.alice_at_bob, "song");
    with.alice.signaling.reconnect();
    with.bob.signaling.reconnect();
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: bob requests song"), 1);
    EXPECT_EQ(with.place.count("alice: bob stops song"), 1);
}

TEST(SessionOutage, takes_a_request_that_is_repeated_for_the_same) {
    Transfer with{false};
    with.alice.answers = false;
    with.bob.request("alice", "song");
    with.place.loop.run();
    with.place.server.restart();
    with.place.loop.run();
    with.alice.signaling.reconnect();
    with.bob.signaling.reconnect();
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: bob requests song"), 1);
    EXPECT_TRUE(
        with.alice.session->open_channel(with.bob_at_alice, "song", with.alice.keeps("song")));
    with.place.loop.run();
    EXPECT_EQ(with.place.count("bob: channel song"), 1);
}

TEST(SessionOutage, sends_an_offer_again_that_was_on_its_way) {
    Transfer with{false};
    with.bob.request("alice", "song");
    while (!with.place.net.has("alice/1: offer")) ASSERT_TRUE(with.place.loop.step());
    with.place.server.restart();
    with.place.loop.run();
    EXPECT_FALSE(with.place.net.has("bob/1: set offer"));
    with.bob.signaling.reconnect();
    with.alice.signaling.reconnect();
    with.place.loop.run();
    EXPECT_TRUE(with.place.net.has("bob/1: set offer"));
    EXPECT_TRUE(with.place.net.has("bob/1: add candidate:1 of alice/1 ufrag alice/1"));
    EXPECT_EQ(with.place.count("bob: channel song"), 1);
    EXPECT_EQ(with.place.net.connections.size(), 2U);
}

TEST(SessionOutage, gives_a_person_back_who_was_robbed_of_their_session) {
    Transfer with;
    Stranger thief{with.place};
    thief.say(relay::Identify{"thief", std::string(32, 'b'), {}});
    EXPECT_EQ(with.alice.key("thief"), with.bob_at_alice);
    with.bob.session->send_chat("it is me");
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: somebody says it is me"), 1);
    with.bob.session->rename("bob");
    with.place.loop.run();
    EXPECT_EQ(with.alice.key("bob"), with.bob_at_alice);
    EXPECT_EQ(with.alice.session->members().size(), 2U) << "the thief is there as well";
}

TEST(SessionOutage, lets_nobody_claim_our_own_session) {
    Place place;
    Person alice{place, "alice"};
    Stranger stranger{place};
    stranger.say(relay::Identify{"twin", std::string(32, 'a'), {}});
    EXPECT_EQ(alice.info("twin").session, std::nullopt);
}

TEST(SessionOutage, does_not_tell_of_its_own_connection_that_the_server_has_yet_to_miss) {
    Place place;
    Person alice{place, "alice"};
    place.loop.run();
    place.server.lose(alice.signaling, false);
    place.loop.run();
    alice.signaling.reconnect();
    place.loop.elapse(10s);
    EXPECT_EQ(place.lines("alice: "),
              (Lines{"alice: joined", "alice: settled", "alice: lost broken", "alice: joined",
                     "alice: settled"}));
}

TEST(SessionOutage, says_all_again_when_more_had_to_be_sent_than_could) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    place.loop.run();
    place.server.full = true;
    Person bob{place, "bob"};
    place.loop.elapse(2500ms);
    EXPECT_EQ(place.lines("bob: "), (Lines{"bob: joined", "bob: somebody is there"}));
    EXPECT_FALSE(bob.session->send_chat("hello"));
    place.server.full = false;
    place.loop.elapse(4s);
    EXPECT_EQ(place.count("bob: settled"), 1);
    EXPECT_EQ(place.count("bob: alice provides song"), 1);
    EXPECT_EQ(place.count("alice: bob is known"), 1);
    place.loop.elapse(60s);
    EXPECT_EQ(place.loop.timers(), 0U);
}

}  // namespace
