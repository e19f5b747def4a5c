// SPDX-License-Identifier: AGPL-3.0-only
// What becomes of an offer of which no channel comes.
#include <gmock/gmock.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "client/disk/sha256.hpp"
#include "client/resources/framing.hpp"
#include "rift/commands/download.hpp"
#include "rift/commands/receive.hpp"
#include "support/bytes_of.hpp"
#include "support/room_people.hpp"
#include "support/session_host.hpp"
#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

namespace framing = client::framing;
using test::bytes_of;
using test::Person;
using test::SessionHost;

// Bob takes something; Alice offers a poem and never sends it, Carol a song.
class PassedOver : public ::testing::Test {
  protected:
    PassedOver() {
        place_.loop.run();
        alice_.answers = false;
        for (const auto& what : {"alice provides poem", "carol provides song"})
            bob_.when[what] = [this] { tell_offers(); };
    }
    // All of them, again and again: those that are not new change nothing.
    void tell_offers() {
        for (const auto& member : bob_.session->members())
            for (const auto& resource : member.resources) told_.provided(member.key, resource);
    }
    void offer(Person& who, const std::string& id) {
        who.provide_file(id);
        settle([&] { return place_.count("bob: " + who.name + " provides " + id) > 0; });
    }
    void settle(const std::function<bool()>& so) {
        host_.run_until([&] {
            place_.loop.run();
            return so();
        });
    }
    void await_request(const Person& who, const std::string& id) {
        settle([&] { return place_.count(who.name + ": bob requests " + id) > 0; });
    }
    void send(Person& who, const std::string& id) {
        auto& channel = *who.channels.at(id).front();
        client::disk::Sha256 hash;
        hash.update(bytes_of("roses"));
        ASSERT_TRUE(channel.send(bytes_of("roses")));
        ASSERT_TRUE(channel.send_text(framing::digest_message(hash.digest())));
        ASSERT_TRUE(channel.send_text(framing::end_mark));
        settle([&] { return host_.ended.has_value(); });
    }
    [[nodiscard]] ReceiveOptions into_folder() const {
        ReceiveOptions options;
        options.path = folder_.path().string();
        return options;
    }

    test::TemporaryDirectory folder_;
    test::Place place_;
    Person alice_{place_, "alice"};
    Person bob_{place_, "bob"};
    Person carol_{place_, "carol"};
    SessionHost host_{bob_, {.json = true, .quiet = true}};
    client::SessionEvents told_;
    client::MemberInfo gone_;
};

TEST_F(PassedOver, for_the_next_that_is_offered) {
    Receive receive{host_, into_folder()};
    told_ = receive.events();
    offer(alice_, "poem");
    await_request(alice_, "poem");
    offer(carol_, "song");
    EXPECT_EQ(place_.count("carol: bob requests song"), 0);
    testing::internal::CaptureStdout();
    place_.loop.elapse(client::channel_patience);
    EXPECT_THAT(testing::internal::GetCapturedStdout(),
                testing::HasSubstr(R"("event":"passed_over","name":"poem.txt","from":"alice")"));
    EXPECT_EQ(place_.count("alice: bob stops poem"), 1);
    await_request(carol_, "song");
    send(carol_, "song");
    EXPECT_EQ(host_.ended, ExitCode::done);
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "song.txt"));
}

TEST_F(PassedOver, also_when_who_makes_it_is_gone) {
    Receive receive{host_, into_folder()};
    told_ = receive.events();
    bob_.when["alice left"] = [&] { told_.member_left(gone_); };
    offer(alice_, "poem");
    gone_ = bob_.info("alice");
    await_request(alice_, "poem");
    offer(carol_, "song");
    alice_.session->close([] {}, client::Session::Leaving::at_once);
    await_request(carol_, "song");
    EXPECT_FALSE(host_.ended);
}

TEST_F(PassedOver, until_none_is_left) {
    carol_.answers = false;
    Receive receive{host_, into_folder()};
    told_ = receive.events();
    offer(alice_, "poem");
    await_request(alice_, "poem");
    offer(carol_, "song");
    place_.loop.elapse(client::channel_patience);
    await_request(carol_, "song");
    EXPECT_FALSE(host_.ended);
    place_.loop.elapse(client::channel_patience);
    EXPECT_EQ(host_.ended, ExitCode::failed);
    EXPECT_EQ(place_.count("alice: bob requests poem"), 1);
    EXPECT_EQ(place_.count("carol: bob requests song"), 1);
}

TEST_F(PassedOver, for_another_member_before_more_of_the_same) {
    carol_.answers = false;
    Receive receive{host_, into_folder()};
    told_ = receive.events();
    offer(alice_, "poem");
    await_request(alice_, "poem");
    alice_.provide_file("novel");
    offer(carol_, "song");
    place_.loop.elapse(client::channel_patience);
    await_request(carol_, "song");
    EXPECT_EQ(place_.count("alice: bob requests novel"), 0);
    place_.loop.elapse(client::channel_patience);
    await_request(alice_, "novel");
    EXPECT_FALSE(host_.ended);
}

TEST_F(PassedOver, by_nobody_who_asked_for_that_one) {
    Download download{host_, {.id = "poem", .saving = into_folder()}};
    told_ = download.events();
    offer(alice_, "poem");
    offer(carol_, "song");
    download.start(Found{bob_.key("alice"), bob_.info("alice").resources.front()});
    await_request(alice_, "poem");
    place_.loop.elapse(client::channel_patience);
    EXPECT_EQ(host_.ended, ExitCode::failed);
    EXPECT_EQ(place_.count("carol: bob requests song"), 0);
}

}  // namespace
}  // namespace keks::rift
