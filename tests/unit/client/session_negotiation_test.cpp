// SPDX-License-Identifier: AGPL-3.0-only
// How sessions connect, with members of every kind.
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

std::string sdp(const std::string& identity, const std::string& sections = "") {
    return "v=0\r\na=fingerprint:" + identity + "\r\na=ice-ufrag:" + identity + "\r\n" + sections;
}

relay::Candidate candidate(const std::string& name) {
    relay::Candidate found;
    found.candidate = "candidate:1 ufrag " + name;
    return found;
}

// Alice, who provides a song, and somebody of a larger id who says no session, as deployed clients.
struct WithDeployed {
    Place place;
    Person alice{place, "alice"};
    Stranger stranger{place};

    WithDeployed() {
        alice.provide_file("song");
        stranger.say(relay::Identify{"old", std::nullopt, {}});
    }
    void request() { stranger.say(relay::Request{"song"}); }
    Lines connection() const {
        Lines lines;
        for (const auto& line : place.net.log) {
            if (!line.ends_with(": created") && !line.ends_with("rift")) lines.push_back(line);
        }
        return lines;
    }
};

// The same with one who says a session: alice is the polite one.
struct WithNewer : WithDeployed {
    WithNewer() { stranger.say(relay::Identify{"new", std::string(32, 'b'), {}}); }
};

TEST(SessionNegotiation, insists_on_its_offer_towards_a_deployed_client_which_rolls_back) {
    WithDeployed there;
    there.request();
    there.stranger.say(relay::Offer{sdp("old-1")});
    there.stranger.say(candidate("old-1"));
    EXPECT_EQ(there.connection(), (Lines{"alice/1: open song", "alice/1: offer"}));
    // What deployed clients do: they give up their offer, and make it again after the answer.
    there.stranger.say(relay::Answer{sdp("old-2")});
    there.stranger.say(candidate("old-2"));
    there.stranger.say(relay::Offer{sdp("old-2")});
    EXPECT_EQ(
        there.connection(),
        (Lines{"alice/1: open song", "alice/1: offer", "alice/1: set answer",
               "alice/1: add candidate:1 ufrag old-2", "alice/1: set offer", "alice/1: answer"}));
    EXPECT_EQ(there.stranger.heard<relay::Offer>().size(), 1U);
    EXPECT_EQ(there.stranger.heard<relay::Answer>().size(), 1U);
    EXPECT_TRUE(there.place.net.has("alice/1: no rift"));
}

TEST(SessionNegotiation, gives_way_to_the_larger_id_with_another_connection_at_first) {
    WithNewer there;
    there.request();
    there.stranger.say(relay::Offer{sdp("new-1")});
    EXPECT_EQ(
        there.connection(),
        (Lines{"alice/1: open song", "alice/1: offer", "alice/1: destroyed", "alice/2: open song",
               "alice/2: set offer", "alice/2: answer", "alice/2: offer"}));
}

TEST(SessionNegotiation, rolls_its_offer_back_once_there_is_a_connection) {
    WithNewer there;
    there.stranger.say(relay::Offer{sdp("new-1", "m=audio 9\r\n")});
    there.request();  // which that description carries no channels for
    there.stranger.say(relay::Offer{sdp("new-1")});
    EXPECT_EQ(
        there.connection(),
        (Lines{"alice/1: set offer", "alice/1: answer", "alice/1: open song", "alice/1: offer",
               "alice/1: rolled back", "alice/1: set offer", "alice/1: answer", "alice/1: offer"}));
}

TEST(SessionNegotiation, offers_by_itself_when_an_answer_carries_no_channels) {
    WithDeployed there;
    there.stranger.say(relay::Offer{sdp("old-1", "m=audio 9\r\n")});
    there.place.loop.run();
    there.request();
    EXPECT_EQ(there.connection().back(), "alice/1: offer");
}

TEST(SessionNegotiation, finishes_a_description_before_it_hears_the_next_word) {
    WithNewer there;
    auto& signaling = there.stranger.signaling;
    const auto say = [&](const RelayMessage& message) {
        signaling.send(std::nullopt, there.stranger.sealed(write_relay(*signaling.id, message)));
    };
    say(relay::Request{"song"});
    say(relay::Offer{sdp("new-1")});
    there.place.loop.run();
    const auto offers = there.stranger.heard<relay::Offer>();
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_NE(offers[0].sdp.find("alice/1"), std::string::npos);
    EXPECT_NE(offers[1].sdp.find("alice/2"), std::string::npos);
}

TEST(SessionNegotiation, lets_a_bounded_number_of_words_wait_for_a_description) {
    WithDeployed there;
    auto& signaling = there.stranger.signaling;
    const auto say = [&](const RelayMessage& message) {
        signaling.send(std::nullopt, there.stranger.sealed(write_relay(*signaling.id, message)));
    };
    for (int count = 0; count < 100; ++count) say(relay::Offer{sdp("old-1")});
    for (int count = 0; count < 1000; ++count) say(candidate("old-1"));
    there.place.loop.run();
    EXPECT_EQ(there.stranger.heard<relay::Answer>().size(), 9U);
    EXPECT_EQ(std::ranges::count(there.place.net.log, "alice/1: add candidate:1 ufrag old-1"), 504);
}

TEST(SessionNegotiation, keeps_a_bounded_number_of_early_candidates) {
    WithDeployed there;
    there.request();
    for (int count = 0; count < 10'000; ++count) there.stranger.say(candidate("old-1"));
    EXPECT_EQ(there.connection().back(), "alice/1: offer");
    there.stranger.say(relay::Answer{sdp("old-1")});
    const auto log = there.connection();
    EXPECT_EQ(log.size(), 3U + 128);
    EXPECT_EQ(log[2], "alice/1: set answer");
    EXPECT_EQ(log.back(), "alice/1: add candidate:1 ufrag old-1");
}

TEST(SessionNegotiation, sends_its_candidates_and_not_that_there_are_no_more) {
    WithDeployed there;
    there.request();
    there.place.net.connections.at("alice/1")->find("");
    there.place.loop.run();
    const auto candidates = there.stranger.heard<relay::Candidate>();
    ASSERT_EQ(candidates.size(), 1U);
    EXPECT_EQ(candidates[0].candidate, "candidate:1 of alice/1 ufrag alice/1");
    EXPECT_EQ(candidates[0].mid, "0");
    EXPECT_EQ(candidates[0].mline_index, 0);
}

TEST(SessionNegotiation, makes_another_connection_when_the_other_side_did) {
    WithDeployed there;
    there.stranger.say(relay::Offer{sdp("old-1")});
    there.stranger.say(relay::Offer{sdp("new-one")});
    EXPECT_EQ(there.connection(),
              (Lines{"alice/1: set offer", "alice/1: answer", "alice/1: destroyed",
                     "alice/2: set offer", "alice/2: answer", "alice/2: offer"}));
}

TEST(SessionNegotiation, goes_on_after_a_description_that_cannot_be_used) {
    WithDeployed there;
    there.stranger.say(relay::Offer{"v=0\r\na=fingerprint:refused\r\n"});
    there.stranger.say(relay::Offer{"no fingerprint at all"});
    there.stranger.say(relay::Answer{sdp("nobody waits for it")});
    there.request();
    there.stranger.say(relay::Answer{"v=0\r\na=fingerprint:refused\r\n"});
    EXPECT_EQ(there.connection(),
              (Lines{"alice/1: set offer", "alice/1: open song", "alice/1: offer",
                     "alice/1: set answer", "alice/1: rolled back"}));
    there.stranger.say(relay::Offer{sdp("old-1")});
    EXPECT_EQ(there.connection().back(), "alice/1: answer");
}

TEST(SessionNegotiation, has_no_use_for_answers_and_candidates_of_who_made_no_offer) {
    WithDeployed there;
    there.stranger.say(relay::Answer{sdp("old-1")});
    there.stranger.say(candidate("old-1"));
    EXPECT_TRUE(there.place.net.log.empty());
}

TEST(SessionNegotiation, mends_a_connection_that_failed_and_tells_of_channels_that_were_lost) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    place.loop.run();
    bob.request("alice", "song");
    place.loop.run();
    place.net.fail("alice/1");
    place.net.fail("bob/1");
    place.loop.run();
    EXPECT_EQ(place.count("alice: song closed"), 1);
    EXPECT_EQ(place.count("bob: song closed"), 1);
    EXPECT_EQ(place.lines("bob: alice left"), Lines{});
    place.loop.elapse(1s);
    EXPECT_TRUE(bob.info("alice").connected);
    EXPECT_TRUE(alice.info("bob").connected);
    EXPECT_TRUE(place.net.has("bob/2: offer")) << "the impolite one begins";
    EXPECT_FALSE(place.net.has("alice/2: offer"));
    bob.session->settled(bob.key("alice"), "song");
    alice.session->settled(alice.key("bob"), "song");
    bob.request("alice", "song");
    place.loop.run();
    EXPECT_EQ(place.count("bob: channel song"), 2);
}

TEST(SessionNegotiation, waits_for_the_side_that_closed_its_connection) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    place.loop.run();
    bob.request("alice", "song");
    place.loop.run();
    place.net.connections.at("alice/1")->close();
    place.loop.elapse(3s);
    EXPECT_FALSE(place.net.has("bob/2: created"));
    place.loop.elapse(2s);
    EXPECT_TRUE(place.net.has("bob/2: offer"));
}

TEST(SessionNegotiation, opens_a_channel_that_was_not_open_over_the_next_connection) {
    WithNewer there;
    there.request();
    there.stranger.say(relay::Answer{sdp("new-1")});
    there.place.net.fail("alice/1");
    there.place.loop.elapse(3s);  // the polite one waits
    EXPECT_EQ(there.connection(),
              (Lines{"alice/1: open song", "alice/1: offer", "alice/1: set answer",
                     "alice/1: destroyed", "alice/2: open song", "alice/2: offer"}));
}

TEST(SessionNegotiation, tries_again_when_no_connection_can_be_made) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    place.loop.run();
    place.net.exhausted = true;
    bob.request("alice", "song");
    place.loop.elapse(20s);
    EXPECT_TRUE(place.net.log.empty());
    place.net.exhausted = false;
    place.loop.elapse(30s);
    EXPECT_EQ(place.count("bob: channel song"), 1);
}

TEST(SessionNegotiation, prepares_a_connection_with_who_knows_it_and_one_side_begins) {
    Place place;
    const auto capabilities = std::vector<std::string>{"prepare"};
    Person alice{place, "alice", {}, capabilities};
    Person bob{place, "bob", {}, capabilities};
    Person carol{place, "carol"};
    place.loop.run();
    EXPECT_TRUE(alice.info("bob").connected);
    EXPECT_TRUE(bob.info("alice").connected);
    EXPECT_EQ(place.net.connections.size(), 2U);
    EXPECT_FALSE(place.net.has("alice/1: offer"));
}

TEST(SessionNegotiation, prepares_no_connections_in_a_full_room) {
    Place place;
    const auto capabilities = std::vector<std::string>{"prepare"};
    std::vector<std::unique_ptr<Stranger>> strangers;
    strangers.reserve(20);
    for (int count = 0; count < 20; ++count) {
        strangers.push_back(std::make_unique<Stranger>(place));
    }
    Person alice{place, "alice", {}, capabilities};
    place.loop.run();
    strangers.front()->say(relay::Identify{"new", std::string(32, 'b'), capabilities});
    EXPECT_TRUE(place.net.log.empty());
}

}  // namespace
