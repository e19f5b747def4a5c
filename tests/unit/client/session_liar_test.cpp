// SPDX-License-Identifier: AGPL-3.0-only
// What a session does not believe, and how much of it.
#include <gtest/gtest.h>

#include <memory>
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

struct WithStranger {
    Place place;
    Person alice{place, "alice"};
    Stranger stranger{place};

    std::uint64_t dropped(RelayDrop reason) const { return alice.session->dropped(reason); }
};

TEST(SessionAndLiars, drops_what_the_server_passes_off_as_anothers) {
    WithStranger with;
    Stranger victim{with.place};
    const auto sealed = with.stranger.sealed(
        write_relay(*with.stranger.signaling.id, relay::Chat{"I am the victim"}));
    with.place.server.pretend(*victim.signaling.id, *with.alice.signaling.id, sealed);
    with.place.loop.run();
    EXPECT_EQ(with.dropped(RelayDrop::wrong_sender), 1U);
    EXPECT_EQ(with.place.lines("alice: somebody says"), Lines{});
}

TEST(SessionAndLiars, counts_why_it_dropped_what_it_dropped) {
    WithStranger with;
    const auto id = std::to_string(*with.stranger.signaling.id);
    with.stranger.say_plainly(R"({"sender":)" + id + R"(,"inner":{"hologram":{}}})");
    with.stranger.say_plainly(R"({"sender":)" + id + R"(,"inner":{"chat":{}}})");
    with.stranger.say_plainly("chat");
    with.stranger.say_plainly(std::string(1'000'000, '['));
    with.stranger.signaling.send(std::nullopt, "not sealed");
    with.place.server.pretend(77, *with.alice.signaling.id, with.stranger.sealed("{}"));
    with.place.loop.run();
    for (const auto reason : {RelayDrop::unknown_name, RelayDrop::malformed, RelayDrop::not_json,
                              RelayDrop::too_large, RelayDrop::not_opened, RelayDrop::stranger}) {
        EXPECT_EQ(with.dropped(reason), 1U) << static_cast<int>(reason);
    }
    EXPECT_EQ(with.place.lines("alice: "), (Lines{"alice: joined", "alice: settled"}));
}

TEST(SessionAndLiars, keeps_a_bounded_number_of_resources) {
    WithStranger with;
    for (int count = 0; count < 100'000; ++count) {
        with.stranger.say(relay::Provide{{Resource::Kind::file, std::to_string(count), "x", 1}});
    }
    const auto members = with.alice.session->members();
    ASSERT_EQ(members.size(), 1U);
    EXPECT_EQ(members[0].resources.size(), relay_limits::resources);
    EXPECT_EQ(with.place.lines("alice: somebody provides").size(), relay_limits::resources);
}

TEST(SessionAndLiars, asks_for_nothing_that_is_not_a_file_or_port) {
    WithStranger with;
    with.stranger.say(relay::Identify{"cam", std::nullopt, {}});
    with.stranger.say(relay::Provide{{Resource::Kind::video_track, "v", "camera", {}}});
    with.stranger.say(relay::Provide{{Resource::Kind::audio_track, "a", "", {}}});
    EXPECT_FALSE(with.alice.request("cam", "v"));
    EXPECT_FALSE(with.alice.request("cam", "a"));
    EXPECT_FALSE(with.alice.session->provide({Resource::Kind::video_track, "v", "", {}}));
}

TEST(SessionAndLiars, provides_a_bounded_number_of_resources_with_valid_ids) {
    WithStranger with;
    auto& session = *with.alice.session;
    EXPECT_FALSE(session.provide({Resource::Kind::file, "", "x", 1}));
    EXPECT_FALSE(session.provide({Resource::Kind::file, std::string(201, 'x'), "x", 1}));
    for (std::size_t count = 0; count < relay_limits::resources; ++count) {
        EXPECT_TRUE(session.provide({Resource::Kind::file, std::to_string(count), "a/b", 1}));
    }
    EXPECT_FALSE(session.provide({Resource::Kind::file, "one more", "x", 1}));
    EXPECT_TRUE(session.provide({Resource::Kind::file, "0", "another", 1}));
    EXPECT_FALSE(session.withdraw("one more"));
    with.place.loop.run();
    EXPECT_EQ(with.stranger.heard<relay::Provide>().front().resource.label, "b");
    EXPECT_EQ(with.stranger.heard<relay::Provide>().size(), relay_limits::resources + 1);
}

TEST(SessionAndLiars, lets_a_bounded_number_of_channels_wait) {
    WithStranger with;
    with.alice.session->provide({Resource::Kind::port, "web", "8080", {}});
    for (int count = 0; count < 1000; ++count) with.stranger.say(relay::Request{"web"});
    EXPECT_EQ(std::ranges::count(with.place.net.log, "alice/1: open web"),
              static_cast<std::ptrdiff_t>(max_waiting_channels));
    EXPECT_EQ(with.stranger.heard<relay::Offer>().size(), 1U);
    with.stranger.say(relay::RequestStop{"web"});
    EXPECT_EQ(with.place.lines("alice: no channel web").size(), max_waiting_channels);

    with.stranger.say(relay::Provide{{Resource::Kind::port, "theirs", "", {}}});
    const auto key = with.alice.session->members().at(0).key;
    const auto request = [&] {
        return with.alice.session->request(key, "theirs", with.alice.keeps("theirs"));
    };
    for (std::size_t count = 0; count < max_waiting_channels; ++count) EXPECT_TRUE(request());
    EXPECT_FALSE(request());
    with.place.loop.elapse(61s);
    EXPECT_EQ(with.place.lines("alice: no channel theirs").size(), max_waiting_channels);
    EXPECT_TRUE(request()) << "those were given up";
}

TEST(SessionAndLiars, forgets_a_withdrawn_resource_also_where_nobody_asks_for_it_any_more) {
    WithStranger with;
    with.alice.answers = false;
    with.alice.session->provide({Resource::Kind::port, "web", "8080", {}});
    with.stranger.say(relay::Request{"web"});
    const auto key = with.alice.session->members().at(0).key;
    with.stranger.say(relay::RequestStop{"web"});
    // Such as after a connection to what is behind the port, which takes a while.
    EXPECT_TRUE(with.alice.session->open_channel(key, "web", with.alice.keeps("web")));
    with.alice.session->withdraw("web");
    with.place.loop.elapse(61s);
    EXPECT_EQ(with.place.lines("alice: no channel web"), Lines{});
}

TEST(SessionAndLiars, starts_anew_for_who_asks_again_and_cannot_be_recognised) {
    WithStranger with;
    with.alice.provide_file("song");
    with.stranger.say(relay::Identify{"old", std::nullopt, {}});
    with.stranger.say(relay::Request{"song"});
    with.stranger.say(relay::Request{"song"});
    EXPECT_EQ(with.place.lines("alice: old requests"),
              (Lines{"alice: old requests song", "alice: old requests song"}));
    EXPECT_EQ(with.place.count("alice: old stops song"), 1);

    Stranger newer{with.place};
    newer.say(relay::Identify{"new", std::string(32, 'b'), {}});
    newer.say(relay::Request{"song"});
    newer.say(relay::Request{"song"});
    EXPECT_EQ(with.place.count("alice: new requests song"), 1) << "it may only have come back";
}

TEST(SessionAndLiars, talks_to_a_bounded_number_of_members) {
    Place place;
    std::vector<std::unique_ptr<keks::test::FakeSignaling>> crowd;
    for (int count = 0; count < 1100; ++count) {
        crowd.push_back(std::make_unique<keks::test::FakeSignaling>(place.server));
        crowd.back()->start({});
        place.loop.run();
    }
    Person alice{place, "alice"};
    place.loop.elapse(5s);
    EXPECT_EQ(alice.session->members().size(), 1000U);
}

TEST(SessionAndLiars, tells_of_who_says_nothing_after_two_seconds) {
    WithStranger with;
    with.place.loop.elapse(1900ms);
    EXPECT_TRUE(with.alice.session->members().empty());
    with.place.loop.elapse(200ms);
    EXPECT_EQ(with.place.log.back(), "alice: somebody is there");
    with.stranger.say(relay::Identify{std::string(500, 'x'), std::nullopt, {}});
    const auto name = std::string(99, 'x') + "\u2026";
    EXPECT_EQ(with.place.log.back(), "alice: " + name + " is known");
    with.stranger.signaling.close([] {});
    with.place.loop.run();
    EXPECT_EQ(with.place.log.back(), "alice: " + name + " left");
}

}  // namespace
