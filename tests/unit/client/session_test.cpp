// SPDX-License-Identifier: AGPL-3.0-only
#include "client/session.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "support/room_people.hpp"

namespace {

using namespace keks::client;
using namespace std::chrono_literals;
using keks::test::Person;
using keks::test::Place;
using keks::test::Stranger;
using Lines = std::vector<std::string>;

TEST(Session, tells_who_is_there_and_what_they_provide) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    place.loop.run();
    Person bob{place, "bob"};
    place.loop.run();
    EXPECT_EQ(place.lines("alice: "), (Lines{"alice: joined", "alice: settled",
                                             "alice: bob is there", "alice: bob is known"}));
    EXPECT_EQ(place.lines("bob: "), (Lines{"bob: joined", "bob: settled", "bob: alice is there",
                                           "bob: alice is known", "bob: alice provides song"}));
    EXPECT_EQ(bob.info("alice").resources,
              (std::vector<Resource>{{Resource::Kind::file, "song", "song.txt", 5}}));
    EXPECT_EQ(bob.info("alice").session, std::string(32, 'a'));
    EXPECT_EQ(bob.info("alice").capabilities, capability::usual());
    alice.session->withdraw("song");
    alice.session->rename("alicia");
    place.loop.run();
    EXPECT_EQ(place.log.back(), "bob: alicia is known");
    EXPECT_EQ(place.count("bob: alice withdraws song"), 1);
    EXPECT_TRUE(bob.info("alicia").resources.empty());
}

TEST(Session, opens_a_channel_for_what_is_requested) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    place.loop.run();
    EXPECT_TRUE(place.net.log.empty()) << "nobody connects before somebody asks";
    EXPECT_TRUE(bob.request("alice", "song"));
    EXPECT_FALSE(bob.request("alice", "song")) << "it is under way";
    place.loop.run();
    EXPECT_EQ(place.count("alice: bob requests song"), 1);
    EXPECT_EQ(place.count("alice: channel song"), 1);
    EXPECT_EQ(place.count("bob: channel song"), 1);
    EXPECT_TRUE(place.net.has("alice/1: rift"));
    alice.channels["song"].front()->send_text("la");
    place.loop.run();
    EXPECT_EQ(place.log.back(), "bob: song says la");
    EXPECT_TRUE(bob.info("alice").connected);
    EXPECT_FALSE(bob.request("alice", "song")) << "it is not settled";
    bob.session->settled(bob.key("alice"), "song");
    alice.session->settled(alice.key("bob"), "song");
    EXPECT_TRUE(bob.request("alice", "song"));
    place.loop.run();
    EXPECT_EQ(place.count("bob: channel song"), 2);
    EXPECT_EQ(place.net.connections.size(), 2U) << "over the same connection";
}

TEST(Session, says_what_it_has_already_of_what_it_requests) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    place.loop.run();
    const FileBeginning has{3, Digest{std::byte{1}}};
    const auto request = [&](std::optional<FileBeginning> what) {
        EXPECT_TRUE(bob.session->request(bob.key("alice"), "song", bob.keeps("song"), what));
        place.loop.run();
        return alice.session->already_has(alice.key("bob"), "song");
    };
    EXPECT_EQ(request(has), has);
    bob.session->request_stop(bob.key("alice"), "song");
    place.loop.run();
    EXPECT_EQ(alice.session->already_has(alice.key("bob"), "song"), std::nullopt);
    EXPECT_EQ(request(std::nullopt), std::nullopt);
    EXPECT_EQ(alice.session->already_has(alice.key("bob"), "film"), std::nullopt);
}

TEST(Session, settles_when_both_connect_at_once) {
    for (const std::string first : {"alice", "bob"}) {
        Place place;
        Person one{place, first};
        Person other{place, first == "alice" ? "bob" : "alice"};
        one.provide_file("song");
        other.provide_file("film");
        place.loop.run();
        one.request(other.name, "film");
        other.request(one.name, "song");
        place.loop.run();
        for (const auto* const line : {"channel song", "channel film"}) {
            EXPECT_EQ(place.count(one.name + ": " + line), 1) << line;
            EXPECT_EQ(place.count(other.name + ": " + line), 1) << line;
        }
        EXPECT_TRUE(place.net.has(one.name + "/1: destroyed")) << "the polite one has the lower id";
        EXPECT_EQ(place.net.connections.size(), 2U);
    }
}

TEST(Session, opens_a_channel_for_each_connection_to_a_port) {
    Place place;
    Person alice{place, "alice"};
    alice.session->provide({Resource::Kind::port, "web", "8080", {}});
    Person bob{place, "bob"};
    place.loop.run();
    for (int count = 0; count < 50; ++count) EXPECT_TRUE(bob.request("alice", "web"));
    place.loop.run();
    EXPECT_EQ(bob.channels["web"].size(), 50U);
    EXPECT_EQ(alice.channels["web"].size(), 50U);
}

TEST(Session, destroys_channels_that_nobody_asked_for) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    place.loop.run();
    alice.session->open_channel(alice.key("bob"), "song", alice.keeps("song"));
    place.loop.run();
    EXPECT_EQ(place.lines("bob: channel"), Lines{});
    EXPECT_EQ(place.lines("alice: song"), Lines{"alice: song closed"});
}

TEST(Session, ignores_requests_for_what_is_not_provided) {
    Place place;
    Person alice{place, "alice"};
    Stranger stranger{place};
    stranger.say(relay::Request{"secrets"});
    stranger.say(relay::RequestStop{"secrets"});
    EXPECT_EQ(place.lines("alice: somebody"), Lines{"alice: somebody is there"});
    EXPECT_TRUE(place.net.log.empty());
    EXPECT_FALSE(alice.session->request(MemberKey{1}, "nothing", alice.keeps("nothing")));
    EXPECT_FALSE(alice.session->request(MemberKey{9}, "nothing", alice.keeps("nothing")));
}

TEST(Session, takes_a_request_back) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    alice.answers = false;
    Person bob{place, "bob"};
    place.loop.run();
    bob.request("alice", "song");
    place.loop.run();
    bob.session->request_stop(bob.key("alice"), "song");
    bob.session->request_stop(bob.key("alice"), "song");
    place.loop.run();
    EXPECT_EQ(place.count("alice: bob stops song"), 1);
    EXPECT_EQ(place.lines("bob: no"), Lines{});
    EXPECT_TRUE(bob.request("alice", "song"));
    place.loop.run();
    EXPECT_EQ(place.count("alice: bob requests song"), 2);
}

TEST(Session, gives_up_what_does_not_come) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    alice.answers = false;
    Person bob{place, "bob"};
    place.loop.run();
    bob.request("alice", "song");
    place.loop.elapse(59s);
    EXPECT_EQ(place.lines("bob: no"), Lines{});
    place.loop.elapse(2s);
    EXPECT_EQ(place.lines("bob: no"), Lines{"bob: no channel song 2"});
    EXPECT_EQ(place.count("alice: bob stops song"), 1);
    EXPECT_EQ(place.loop.timers(), 0U);
}

TEST(Session, tells_whoever_waits_that_a_resource_was_withdrawn) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    alice.answers = false;
    Person bob{place, "bob"};
    place.loop.run();
    bob.request("alice", "song");
    place.loop.run();
    alice.session->withdraw("song");
    place.loop.run();
    EXPECT_EQ(place.lines("bob: no"), Lines{"bob: no channel song 1"});
    EXPECT_EQ(place.log.back(), "bob: alice withdraws song");
    EXPECT_FALSE(bob.request("alice", "song"));
}

TEST(Session, tells_whoever_waits_that_a_member_left) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    alice.answers = false;
    auto bob = std::make_unique<Person>(place, "bob");
    place.loop.run();
    bob->request("alice", "song");
    place.loop.run();
    alice.session->open_channel(alice.key("bob"), "song", alice.keeps("song"));
    bob->session->close([] {});
    place.loop.run();
    EXPECT_EQ(place.lines("alice: no"), Lines{"alice: no channel song 0"});
    EXPECT_EQ(place.log.back(), "alice: bob left");
    EXPECT_EQ(place.lines("bob: no"), Lines{}) << "nothing is told after close()";
    EXPECT_TRUE(place.net.connections.empty());
    EXPECT_EQ(place.loop.timers(), 0U);
}

TEST(Session, chats_with_all_or_one) {
    Place place;
    Person alice{place, "alice"};
    EXPECT_FALSE(alice.session->send_chat("too early"));
    Person bob{place, "bob"};
    Person carol{place, "carol"};
    place.loop.run();
    EXPECT_TRUE(alice.session->send_chat("hello"));
    EXPECT_TRUE(alice.session->send_chat("psst", alice.key("carol")));
    EXPECT_FALSE(alice.session->send_chat("psst", MemberKey{77}));
    EXPECT_FALSE(alice.session->send_chat(std::string(20'001, 'x')));
    place.loop.run();
    EXPECT_EQ(place.lines("bob: alice says"), Lines{"bob: alice says hello"});
    EXPECT_EQ(place.lines("carol: alice says"),
              (Lines{"carol: alice says hello", "carol: alice says psst"}));
}

TEST(Session, shows_images_to_all_or_one) {
    Place place;
    Person alice{place, "alice"};
    const auto image = "data:image/png;base64,iVBORw0KGgo=";
    EXPECT_FALSE(alice.session->send_chat_image(image)) << "too early";
    Person bob{place, "bob"};
    Person carol{place, "carol"};
    place.loop.run();
    EXPECT_TRUE(alice.session->send_chat_image(image));
    EXPECT_TRUE(alice.session->send_chat_image(image, alice.key("carol")));
    const std::string beginning{"data:image/png;base64,"};
    EXPECT_FALSE(alice.session->send_chat_image(
        beginning + std::string(relay_limits::own_image + 1 - beginning.size(), 'A')));
    place.loop.run();
    EXPECT_EQ(place.count("bob: alice shows"), 1);
    EXPECT_EQ(place.count("carol: alice shows"), 2);
}

TEST(Session, says_nothing_more_when_an_event_closes_it) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    bool done = false;
    bob.when["alice is there"] = [&] { bob.session->close([&] { done = true; }); };
    place.loop.run();
    EXPECT_TRUE(done);
    EXPECT_EQ(place.lines("bob: ").back(), "bob: alice is there");
    EXPECT_EQ(place.log.back(), "alice: bob left");
    EXPECT_FALSE(bob.session->send_chat("hello"));
    EXPECT_TRUE(bob.session->members().empty());
}

TEST(Session, may_be_closed_by_whatever_it_tells) {
    for (const std::string what :
         {"bob requests song", "bob stops song", "bob says hello", "bob provides film",
          "bob withdraws film", "bob left", "bob is known", "joined", "settled"}) {
        Place place;
        Person alice{place, "alice"};
        alice.provide_file("song");
        alice.when[what] = [&] { alice.session->close([] {}); };
        Person bob{place, "bob"};
        bob.provide_file("film");
        place.loop.run();
        if (!alice.session->members().empty()) {
            bob.request("alice", "song");
            bob.session->send_chat("hello");
            bob.session->withdraw("film");
            bob.session->request_stop(bob.key("alice"), "song");
        }
        place.loop.run();
        bob.session->close([] {});
        place.loop.run();
        EXPECT_EQ(place.lines("alice: ").back(), "alice: " + what);
        EXPECT_EQ(place.loop.timers(), 0U) << what;
    }
}

TEST(Session, may_end_while_its_signalling_goes_on) {
    Place place;
    Person alice{place, "alice"};
    place.loop.run();
    alice.session.reset();
    Person bob{place, "bob"};
    bob.provide_file("song");
    place.loop.run();
    EXPECT_EQ(place.lines("alice: ").size(), 2U);
}

TEST(Session, makes_ids_of_32_hex_digits) {
    const auto id = make_session_id();
    EXPECT_EQ(id.size(), 32U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_NE(id, make_session_id());
}

}  // namespace
