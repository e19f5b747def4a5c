// SPDX-License-Identifier: AGPL-3.0-only
// The session outlives what is done in it: what it answers to a task that is over comes to nothing.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "rift/commands/receive.hpp"
#include "rift/commands/send.hpp"
#include "support/room_people.hpp"
#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

using test::Person;
using test::Place;

// A task within somebody's session.
class SessionHost final : public TaskHost {
  public:
    explicit SessionHost(Person& person) : person_(person) {}

    void before_joining(std::function<void(client::Session&)> call) override {
        joining_.push_back(std::move(call));
    }
    [[nodiscard]] client::Session& session() override { return *person_.session; }
    [[nodiscard]] client::disk::DiskThreads& disk() override { return disk_; }
    [[nodiscard]] client::Clock& clock() override { return person_.place.loop; }
    [[nodiscard]] Console& console() override { return console_; }
    [[nodiscard]] boost::asio::io_context& loop() override { return loop_; }
    void on_interrupt(std::function<void()> /*call*/) override {}
    void end(ExitCode code) override { ended = code; }

    void join() {
        for (const auto& call : joining_) call(session());
    }
    // Until the disk has answered so that it is so.
    void run_until(const std::function<bool()>& so) {
        loop_.restart();
        while (!so()) ASSERT_GT(loop_.run_one_for(std::chrono::seconds{60}), 0U) << "no answer";
    }

    std::optional<ExitCode> ended;

  private:
    Person& person_;
    boost::asio::io_context loop_{1};
    client::disk::DiskThreads disk_{loop_.get_executor()};
    Console console_{{.json = false, .quiet = true}};
    std::vector<std::function<void(client::Session&)>> joining_;
};

class LateAnswers : public ::testing::Test {
  protected:
    LateAnswers() { alice_.answers = false; }

    // Alice offers a file; what is done when Bob asks for it is `then`.
    void send(const std::function<void(std::unique_ptr<Send>&)>& then) {
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
        ASSERT_TRUE(bob_.session->request(bob_.key("alice"), id, bob_.keeps("poem")));
        place_.loop.run();
        if (!send) return;
        host.run_until([&] {
            place_.loop.run();
            return place_.count("bob: poem says roses") > 0;
        });
    }

    test::TemporaryDirectory folder_;
    Place place_;
    Person alice_{place_, "alice"};
    Person bob_{place_, "bob"};
};

TEST_F(LateAnswers, who_asks_a_sender_that_goes_on_gets_the_file) {
    send([](auto& /*send*/) {});
    EXPECT_EQ(place_.count("bob: channel poem"), 1);
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
