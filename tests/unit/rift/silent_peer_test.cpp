// SPDX-License-Identifier: AGPL-3.0-only
// Peers that stay connected and do nothing any more hold up nobody for ever.
#include <fcntl.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "client/disk/abandoned_file.hpp"
#include "client/resources/file_sender.hpp"
#include "rift/commands/receive.hpp"
#include "rift/commands/send.hpp"
#include "support/bytes_of.hpp"
#include "support/room_people.hpp"
#include "support/session_host.hpp"
#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::Person;
using test::SessionHost;

class SilentPeer : public ::testing::Test {
  protected:
    // Passes the time, in steps shorter than any pause, and more after each answer of the disk.
    void elapse_until(SessionHost& host, const std::function<bool()>& so) {
        host.run_until([&] {
            for (int steps = 0; steps < 2 * 60 * 60; ++steps) {
                place_.loop.elapse(std::chrono::milliseconds{500});
                if (so()) return true;
            }
            return false;
        });
    }
    // Until Alice's channels so far are closed, and nobody writes what came of them.
    void await_break(SessionHost& host, int channels) {
        elapse_until(host, [&] {
            return place_.count("alice: poem closed") == channels || host.ended.has_value();
        });
        host.run_until(
            [&] { return client::disk::lock_abandoned(AT_FDCWD, part().string()).has_value(); });
    }
    [[nodiscard]] fs::path part() const { return folder_.path() / "poem.txt.part"; }
    // Alice opens the channel for her file of five bytes, and sends three.
    void send_some(SessionHost& host, Receive& receive, Person& alice, Person& bob) {
        bob.when["alice provides poem"] = [&] {
            receive.events().provided(bob.key("alice"), bob.info("alice").resources.front());
        };
        alice.session->provide({client::Resource::Kind::file, "poem", "poem.txt", 5});
        host.run_until([&] {
            place_.loop.run();
            return !alice.channels["poem"].empty();
        });
        ASSERT_TRUE(alice.channels["poem"].front()->send(bytes_of("ros")));
        place_.loop.run();
    }
    [[nodiscard]] ReceiveOptions into_folder() const {
        ReceiveOptions options;
        options.path = folder_.path().string();
        return options;
    }

    test::TemporaryDirectory folder_;
    test::Place place_;
};

TEST_F(SilentPeer, that_sends_is_looked_for_again_and_then_given_up) {
    Person alice{place_, "alice"};
    Person bob{place_, "bob"};
    place_.loop.run();
    SessionHost host{bob};
    Receive receive{host, into_folder()};
    send_some(host, receive, alice, bob);
    await_break(host, 1);
    EXPECT_FALSE(host.ended);
    alice.answers = false;
    elapse_until(host, [&] { return host.ended.has_value(); });
    EXPECT_EQ(host.ended, ExitCode::failed);
    EXPECT_EQ(place_.count("alice: bob requests poem"), 2);
    EXPECT_EQ(fs::file_size(part()), 3U);
}

// As often as one likes: nobody holds us up by doing the same again and again.
TEST_F(SilentPeer, that_opens_one_channel_after_the_other_is_given_up) {
    Person alice{place_, "alice"};
    Person bob{place_, "bob"};
    place_.loop.run();
    SessionHost host{bob};
    Receive receive{host, into_folder()};
    send_some(host, receive, alice, bob);
    constexpr int most = 4;
    for (int channels = 1; channels <= most && !host.ended; ++channels) await_break(host, channels);
    elapse_until(host, [&] { return host.ended.has_value(); });
    EXPECT_EQ(host.ended, ExitCode::failed);
    EXPECT_LE(place_.count("alice: channel poem"), most);
    EXPECT_EQ(fs::file_size(part()), 3U);
}

TEST_F(SilentPeer, that_receives_does_not_keep_a_sender_that_is_done) {
    Person alice{place_, "alice"};
    Person bob{place_, "bob"};
    place_.loop.run();
    SessionHost host{alice};
    Send send{host, SendOptions{.paths = {folder_.write("poem", "roses")}, .name = {}}};
    bool ready = false;
    send.prepare([&] { ready = true; });
    host.run_until([&] { return ready; });
    host.join();
    const auto id = send.resource().id;
    place_.loop.run();
    alice.when["bob requests " + id] = [&] {
        send.events().requested(alice.key("bob"), send.resource());
    };
    alice.when["carol requests " + id] = [&] {
        send.events().requested(alice.key("carol"), send.resource());
    };
    alice.answers = false;
    Person carol{place_, "carol"};
    place_.loop.run();
    ASSERT_TRUE(bob.request("alice", id));
    ASSERT_TRUE(carol.request("alice", id));
    host.run_until([&] {
        place_.loop.run();
        return place_.count("bob: " + id + " says end") +
                   place_.count("carol: " + id + " says end") ==
               2;
    });
    ASSERT_TRUE(bob.channels[id].front()->send_text("saved"));
    place_.loop.run();
    EXPECT_FALSE(host.ended) << "Carol is still at it";
    place_.loop.elapse(client::FileSender::patience * 11 / 10);
    EXPECT_EQ(host.ended, ExitCode::done);
}

}  // namespace
}  // namespace keks::rift
