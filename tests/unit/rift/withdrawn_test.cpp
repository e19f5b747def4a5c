// SPDX-License-Identifier: AGPL-3.0-only
// What becomes of a transfer whose sender takes the offer back.
#include <gmock/gmock.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "client/disk/sha256.hpp"
#include "client/resources/framing.hpp"
#include "rift/commands/receive.hpp"
#include "rift/commands/send.hpp"
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
using testing::HasSubstr;
using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

// Bob receives a poem of Alice's, of which "ros" has come.
class Withdrawn : public ::testing::Test {
  protected:
    void SetUp() override {
        place_.loop.run();
        for (const auto* who : {"alice", "carol"}) {
            bob_.when[who + std::string{" provides poem"}] = [this, who] {
                receive_.events().provided(bob_.key(who), bob_.info(who).resources.front());
            };
            bob_.when[who + std::string{" withdraws poem"}] = [this, who] {
                receive_.events().withdrawn(bob_.key(who),
                                            {client::Resource::Kind::file, "poem", "poem.txt", 5});
            };
        }
        alice_.provide_file("poem");
        settle([&] { return !alice_.channels["poem"].empty(); });
        ASSERT_TRUE(channel().send(bytes_of("ros")));
        settle([&] { return std::filesystem::file_size(part()) == 3; });
    }
    [[nodiscard]] std::filesystem::path part() const { return folder_.path() / "poem.txt.part"; }
    client::DataChannel& channel() { return *alice_.channels["poem"].front(); }
    void settle(const std::function<bool()>& so) {
        host_.run_until([&] {
            place_.loop.run();
            return so();
        });
    }
    [[nodiscard]] ReceiveOptions into_folder() const {
        ReceiveOptions options;
        options.path = folder_.path().string();
        return options;
    }
    void expect_the_end(const std::string& words) {
        EXPECT_EQ(host_.ended, ExitCode::failed);
        EXPECT_THAT(words, HasSubstr("Not received: alice does not offer it any more"));
        EXPECT_EQ(std::filesystem::file_size(part()), 3U);
    }

    test::TemporaryDirectory folder_;
    test::Place place_;
    Person alice_{place_, "alice"};
    Person bob_{place_, "bob"};
    Person carol_{place_, "carol"};
    SessionHost host_{bob_};
    Receive receive_{host_, into_folder()};
};

TEST_F(Withdrawn, before_it_is_broken_off_is_not_waited_for) {
    CaptureStderr();
    alice_.session->withdraw("poem");
    place_.loop.run();
    EXPECT_FALSE(host_.ended) << "what is on its way may come all the same";
    channel().close();
    place_.loop.run();
    expect_the_end(GetCapturedStderr());
}

TEST_F(Withdrawn, after_it_was_broken_off_ends_the_wait) {
    CaptureStderr();
    channel().close();
    place_.loop.run();
    EXPECT_FALSE(host_.ended);
    alice_.session->withdraw("poem");
    place_.loop.run();
    expect_the_end(GetCapturedStderr());
}

TEST_F(Withdrawn, by_another_changes_nothing) {
    carol_.provide_file("poem");
    channel().close();
    carol_.session->withdraw("poem");
    place_.loop.run();
    EXPECT_EQ(place_.count("bob: carol withdraws poem"), 1);
    EXPECT_FALSE(host_.ended);
}

TEST_F(Withdrawn, that_runs_to_its_end_is_received) {
    alice_.session->withdraw("poem");
    place_.loop.run();
    client::disk::Sha256 hash;
    hash.update(bytes_of("roses"));
    ASSERT_TRUE(channel().send(bytes_of("es")));
    ASSERT_TRUE(channel().send_text(framing::digest_message(hash.digest())));
    ASSERT_TRUE(channel().send_text(framing::end_mark));
    settle([&] { return host_.ended.has_value(); });
    EXPECT_EQ(host_.ended, ExitCode::done);
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "poem.txt"));
}

class TakenBack : public ::testing::TestWithParam<Interruption> {};

TEST_P(TakenBack, by_a_sender_that_is_not_to_send_any_more) {
    test::TemporaryDirectory folder;
    test::Place place;
    Person alice{place, "alice"};
    Person bob{place, "bob"};
    place.loop.run();
    SessionHost host{alice};
    Send send{host, SendOptions{.paths = {folder.write("poem", "roses")}, .name = {}}};
    bool ready = false;
    send.prepare([&] { ready = true; });
    host.run_until([&] { return ready; });
    host.join();
    place.loop.run();
    host.interrupt(GetParam());
    alice.session->close([] {}, client::Session::Leaving::at_once);
    place.loop.run();
    EXPECT_EQ(place.count("bob: alice withdraws " + send.resource().id),
              GetParam() == Interruption::unwanted ? 1 : 0);
    EXPECT_EQ(place.count("bob: alice left"), 1);
}

INSTANTIATE_TEST_SUITE_P(Offer, TakenBack,
                         ::testing::Values(Interruption::unwanted, Interruption::ending));

}  // namespace
}  // namespace keks::rift
