// SPDX-License-Identifier: AGPL-3.0-only
// The session outlives what is done in it: what it answers to a task that is over comes to nothing.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rift/commands/receive.hpp"
#include "rift/commands/send.hpp"
#include "support/room_people.hpp"
#include "support/session_host.hpp"
#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

using test::Person;
using test::Place;
using test::SessionHost;

class LateAnswers : public ::testing::Test {
  protected:
    LateAnswers() { alice_.answers = false; }

    // Alice offers a file; what is done when Bob asks for it is `then`.
    void send(const std::function<void(std::unique_ptr<Send>&)>& then,
              std::optional<client::FileBeginning> has = std::nullopt) {
        SessionHost host{alice_};
        auto send = std::make_unique<Send>(
            host, SendOptions{.paths = {folder_.write("poem", "roses")}, .name = {}});
        bool ready = false;
        send->prepare([&] { ready = true; });
        host.run_until([&] { return ready; });
        host.join();
        const auto id = send->resource().id;
        place_.loop.run();
        alice_.when["bob requests " + id] = [&] {
            send->events().requested(alice_.key("bob"), send->resource());
            then(send);
        };
        ASSERT_TRUE(bob_.session->request(bob_.key("alice"), id, bob_.keeps("poem"), has));
        place_.loop.run();
        before_the_disk_ = place_.lines("bob: poem says");
        if (!send) return;
        host.run_until([&] {
            place_.loop.run();
            return place_.count("bob: poem says roses") > 0;
        });
    }

    // What Bob heard before anything was read.
    std::vector<std::string> before_the_disk_;
    test::TemporaryDirectory folder_;
    Place place_;
    Person alice_{place_, "alice"};
    Person bob_{place_, "bob"};
};

TEST_F(LateAnswers, who_asks_a_sender_that_goes_on_gets_the_file) {
    send([](auto& /*send*/) {});
    EXPECT_EQ(place_.count("bob: channel poem"), 1);
}

TEST_F(LateAnswers, who_says_to_have_more_than_there_is_gets_the_whole_at_once) {
    send([](auto& /*send*/) {}, client::FileBeginning{.bytes = 6, .sha256 = {}});
    EXPECT_EQ(before_the_disk_, std::vector<std::string>{"bob: poem says from 0"});
}

TEST_F(LateAnswers, who_asks_twice_meanwhile_is_read_for_once) {
    send([this](auto& send) {
        send->events().request_stopped(alice_.key("bob"), send->resource());
        send->events().requested(alice_.key("bob"), send->resource());
    });
    EXPECT_EQ(place_.count("bob: poem says roses"), 1);
}

TEST_F(LateAnswers, a_channel_for_a_sender_that_is_over_ends_unused) {
    send([](auto& send) { send.reset(); });
    EXPECT_EQ(place_.count("bob: channel poem"), 1);
    EXPECT_EQ(place_.count("bob: poem closed"), 1);
    EXPECT_EQ(place_.lines("bob: poem says").size(), 0U);
}

TEST_F(LateAnswers, a_channel_for_a_receiver_that_is_over_ends_unused) {
    SessionHost host{bob_};
    ReceiveOptions options;
    options.path = folder_.path().string();
    auto receive = std::make_unique<Receive>(host, options);
    alice_.answers = true;
    alice_.provide_file("song");
    bob_.when["alice provides song"] = [&] {
        receive->events().provided(bob_.key("alice"), bob_.info("alice").resources.front());
    };
    alice_.when["bob requests song"] = [&] { receive.reset(); };
    host.run_until([&] {
        place_.loop.run();
        return !receive;
    });
    place_.loop.run();
    EXPECT_EQ(place_.count("alice: channel song"), 1);
    EXPECT_EQ(place_.count("alice: song closed"), 1);
    EXPECT_FALSE(host.ended) << "nobody is there to fail";
}

}  // namespace
}  // namespace keks::rift
