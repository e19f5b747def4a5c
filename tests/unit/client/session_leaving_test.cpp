// SPDX-License-Identifier: AGPL-3.0-only
// How a session closes what is under way before it leaves.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "client/capabilities.hpp"
#include "client/session.hpp"
#include "support/room_people.hpp"

namespace {

using namespace keks::client;
using namespace std::chrono_literals;
using keks::test::Person;
using keks::test::Place;
using Lines = std::vector<std::string>;

struct Leaving {
    Place place;
    Person alice{place, "alice"};
    Person bob;
    bool left = false;

    /** What bob can. */
    explicit Leaving(std::vector<std::string> capabilities = capability::usual())
        : bob{place, "bob", {}, std::move(capabilities)} {
        alice.provide_file("song");
        alice.provide_file("film");
        place.loop.run();
        bob.request("alice", "song");
        place.loop.run();
        place.net.silent = true;
        alice.session->close([this] { left = true; });
        place.loop.run();
    }
};

TEST(SessionLeaving, leaves_once_the_others_have_acknowledged_the_end_of_its_channels) {
    Leaving leaving;
    EXPECT_FALSE(leaving.left);
    EXPECT_EQ(leaving.place.log.back(), "bob: song closed");
    leaving.place.net.connections.at("bob/1")->close();
    leaving.place.loop.run();
    EXPECT_TRUE(leaving.left);
    EXPECT_EQ(leaving.place.log.back(), "bob: alice left");
    EXPECT_EQ(leaving.place.loop.timers(), 0U);
}

TEST(SessionLeaving, stays_a_moment_for_who_knows_by_the_end_of_a_channel_that_we_have_a_file) {
    Leaving leaving{{}};
    leaving.place.net.connections.at("bob/1")->close();
    leaving.place.loop.run();
    leaving.place.loop.elapse(Session::after_channels - 1ms);
    EXPECT_FALSE(leaving.left);
    leaving.place.loop.elapse(1ms);
    EXPECT_TRUE(leaving.left);
}

TEST(SessionLeaving, tells_whether_what_was_said_has_left) {
    Place place;
    Person alice{place, "alice"};
    place.loop.run();
    alice.signaling.unsent = true;
    EXPECT_FALSE(alice.session->left_unsaid()) << "nothing was said";
    ASSERT_TRUE(alice.session->send_chat("hello"));
    EXPECT_TRUE(alice.session->left_unsaid());
    alice.signaling.unsent = false;
    EXPECT_FALSE(alice.session->left_unsaid());
}

TEST(SessionLeaving, leaves_although_nobody_acknowledges_anything) {
    Leaving leaving;
    leaving.place.loop.elapse(Session::leaving_patience - 1ms);
    EXPECT_FALSE(leaving.left);
    leaving.place.loop.elapse(1ms);
    EXPECT_TRUE(leaving.left);
    EXPECT_EQ(leaving.place.log.back(), "bob: alice left");
}

TEST(SessionLeaving, tells_who_requests_something_while_it_leaves_that_it_is_gone) {
    Leaving leaving;
    leaving.bob.request("alice", "film");
    leaving.place.loop.run();
    EXPECT_EQ(leaving.place.lines("bob: no"), Lines{"bob: no channel film 1"});
    EXPECT_EQ(leaving.place.count("alice: bob requests film"), 0);
    EXPECT_FALSE(leaving.left);
}

TEST(SessionLeaving, leaves_at_once_when_that_is_asked_for) {
    Place place;
    Person alice{place, "alice"};
    alice.provide_file("song");
    Person bob{place, "bob"};
    place.loop.run();
    bob.request("alice", "song");
    place.loop.run();
    place.net.silent = true;
    bool left = false;
    alice.session->close([&] { left = true; }, Session::Leaving::at_once);
    place.loop.run();
    EXPECT_TRUE(left);
    EXPECT_EQ(place.log.back(), "bob: alice left");
}

}  // namespace
