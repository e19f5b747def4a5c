// SPDX-License-Identifier: AGPL-3.0-only
// Of what becomes of connections to a port when somebody loses the server.
#include <gtest/gtest.h>

#include <string>

#include "client/session.hpp"
#include "support/room_people.hpp"

namespace {

using namespace keks::client;
using namespace std::chrono_literals;
using keks::test::Person;
using keks::test::Place;

// Alice offers one, and does not answer yet.
struct Port {
    Place place;
    Person alice{place, "alice"};
    Person bob{place, "bob"};

    Port() {
        alice.answers = false;
        alice.session->provide({Resource::Kind::port, "web", "8080", {}});
        place.loop.run();
    }
};

TEST(SessionPorts, asks_for_a_port_only_who_can_hear_it_and_never_again) {
    Port with;
    EXPECT_TRUE(with.bob.request("alice", "web"));
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: bob requests web"), 1);
    with.place.server.restart();
    with.place.loop.run();
    const auto unheard =
        "bob: no channel web " + std::to_string(static_cast<int>(NoChannel::unheard));
    EXPECT_EQ(with.place.count(unheard), 1);
    EXPECT_FALSE(with.bob.request("alice", "web"));
    with.alice.signaling.reconnect();
    with.bob.signaling.reconnect();
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: bob requests web"), 1);
    EXPECT_TRUE(with.bob.request("alice", "web"));
    with.place.loop.run();
    EXPECT_EQ(with.place.count("alice: bob requests web"), 2);
}

TEST(SessionPorts, asks_for_no_port_again_of_who_comes_back_before_the_server_missed_it) {
    Port with;
    // A connection keeps her here.
    with.alice.answers = true;
    EXPECT_TRUE(with.bob.request("alice", "web"));
    with.place.loop.run();
    with.alice.answers = false;
    const auto alice_at_bob = with.bob.key("alice");
    with.place.server.lose(with.alice.signaling, false);
    EXPECT_TRUE(with.bob.request("alice", "web"));
    with.place.loop.run();
    with.alice.signaling.reconnect();
    with.place.loop.elapse(1s);
    EXPECT_EQ(with.bob.key("alice"), alice_at_bob);
    EXPECT_EQ(with.place.lines("bob: no channel web").size(), 1U);
    EXPECT_EQ(with.place.count("alice: bob requests web"), 1) << "before";
}

}  // namespace
