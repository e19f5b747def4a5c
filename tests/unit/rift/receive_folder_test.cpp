// SPDX-License-Identifier: AGPL-3.0-only
// What becomes of a folder that was broken off, when it is offered once more.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/disk/sha256.hpp"
#include "client/resources/framing.hpp"
#include "rift/commands/receive.hpp"
#include "support/bytes_of.hpp"
#include "support/room_people.hpp"
#include "support/session_host.hpp"
#include "support/temporary_directory.hpp"
#include "unit/client/disk/hostile_tar.hpp"

namespace keks::rift {
namespace {

namespace framing = client::framing;
using test::bytes_of;
using test::Person;
using test::Place;
using test::SessionHost;

std::vector<std::string> without(std::string_view capability) {
    auto all = client::capability::usual();
    std::erase(all, capability);
    return all;
}

// Bob receives what somebody called Alice offers, who comes back as others of that name.
class ReceivedFolder : public ::testing::Test {
  protected:
    void offer(Person& alice, const std::string& id) {
        provide(alice, id);
        until([&] { return !alice.channels[id].empty(); });
    }
    void provide(Person& alice, const std::string& id) {
        bob_.when["alice provides " + id] = [this] {
            receive_.events().provided(bob_.key("alice"), bob_.info("alice").resources.front());
        };
        alice.session->provide({.kind = client::Resource::Kind::file,
                                .id = id,
                                .label = "top.tar",
                                .size = stream_.size(),
                                .archive = true});
    }
    client::DataChannel& channel(Person& alice, const std::string& id) {
        return *alice.channels.at(id).front();
    }
    void until(const std::function<bool()>& so) {
        host_.run_until([&] {
            place_.loop.run();
            return so();
        });
    }
    // Something of it comes, and then no more.
    void break_off(Person& alice, const std::string& id, std::string_view bytes) {
        ASSERT_TRUE(channel(alice, id).send(bytes_of(bytes)));
        place_.loop.run();
        alice.session->close([] {}, client::Session::Leaving::at_once);
        place_.loop.elapse(std::chrono::seconds{2});
    }

    const std::string stream_ = test::tar_entry({.name = "top/", .type = '5', .mode = 0755}) +
                                test::tar_entry({.name = "top/poem"}, "roses") +
                                test::tar_entry({.name = "top/song"}, std::string(9000, 'l')) +
                                test::tar_end();
    test::TemporaryDirectory folder_;
    Place place_;
    Person bob_{place_, "bob"};
    SessionHost host_{bob_};
    Receive receive_{host_, [this] {
                         ReceiveOptions options;
                         options.path = folder_.path().string();
                         return options;
                     }()};
};

TEST_F(ReceivedFolder, begins_anew_when_only_the_second_who_sends_it_says_digests) {
    Person first{place_, "alice", std::string(32, '1'), without(client::capability::file_digest)};
    place_.loop.run();
    offer(first, "1");
    break_off(first, "1", std::string_view{stream_}.substr(0, 1000));
    EXPECT_FALSE(host_.ended);

    Person second{place_, "alice", std::string(32, '2')};
    place_.loop.run();
    offer(second, "2");
    auto& sending = channel(second, "2");
    client::disk::Sha256 hash;
    hash.update(bytes_of(stream_));
    ASSERT_TRUE(sending.send(bytes_of(stream_)));
    ASSERT_TRUE(sending.send_text(framing::digest_message(hash.digest())));
    ASSERT_TRUE(sending.send_text(framing::end_mark));
    until([&] { return host_.ended.has_value(); });
    EXPECT_EQ(host_.ended, ExitCode::done);
    std::ifstream poem{folder_.path() / "top" / "poem"};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{poem}, {}}), "roses");
}

TEST_F(ReceivedFolder, waits_for_a_sender_that_reads_what_is_there_as_long_as_the_channel_is_open) {
    Person first{place_, "alice", std::string(32, '1')};
    place_.loop.run();
    offer(first, "1");
    break_off(first, "1", std::string_view{stream_}.substr(0, 1000));

    Person second{place_, "alice", std::string(32, '2')};
    place_.loop.run();
    offer(second, "2");
    place_.loop.elapse(std::chrono::minutes{10});
    EXPECT_FALSE(host_.ended);
    EXPECT_TRUE(channel(second, "2").is_open());

    channel(second, "2").close();
    second.answers = false;
    place_.loop.elapse(std::chrono::minutes{1});
    EXPECT_EQ(host_.ended, ExitCode::failed);
}

// The disk answers only when the second has come.
TEST_F(ReceivedFolder, tells_why_it_could_not_be_unpacked_when_that_comes_late) {
    Person first{place_, "alice", std::string(32, '1')};
    place_.loop.run();
    offer(first, "1");
    break_off(first, "1", std::string(5000, 'x'));
    EXPECT_FALSE(host_.ended);

    Person second{place_, "alice", std::string(32, '2')};
    place_.loop.run();
    testing::internal::CaptureStderr();
    provide(second, "2");
    until([&] { return host_.ended.has_value(); });
    EXPECT_THAT(
        testing::internal::GetCapturedStderr(),
        testing::AllOf(testing::HasSubstr("Not received: "), testing::HasSubstr("archive")));
    EXPECT_EQ(host_.ended, ExitCode::failed);
}

}  // namespace
}  // namespace keks::rift
