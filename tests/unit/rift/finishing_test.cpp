// SPDX-License-Identifier: AGPL-3.0-only
// What a signal does while all that came is made safe on the disk.
#include <gmock/gmock.h>

#include <boost/asio/post.hpp>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "client/disk/sha256.hpp"
#include "client/resources/framing.hpp"
#include "rift/commands/receive.hpp"
#include "rift/visit.hpp"
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

TEST(Finishing, is_what_a_receiver_does_once_all_has_come) {
    test::TemporaryDirectory folder;
    test::Place place;
    Person alice{place, "alice"};
    Person bob{place, "bob"};
    place.loop.run();
    SessionHost host{bob};
    ReceiveOptions options;
    options.path = folder.path().string();
    Receive receive{host, options};
    bob.when["alice provides poem"] = [&] {
        receive.events().provided(bob.key("alice"), bob.info("alice").resources.front());
    };
    EXPECT_FALSE(host.finishing());
    alice.provide_file("poem");
    host.run_until([&] {
        place.loop.run();
        return !alice.channels["poem"].empty();
    });
    auto& channel = *alice.channels["poem"].front();
    client::disk::Sha256 hash;
    hash.update(bytes_of("roses"));
    ASSERT_TRUE(channel.send(bytes_of("roses")));
    ASSERT_TRUE(channel.send_text(framing::digest_message(hash.digest())));
    place.loop.run();
    EXPECT_FALSE(host.finishing()) << "the sender may have more to say";
    ASSERT_TRUE(channel.send_text(framing::end_mark));
    place.loop.run();
    EXPECT_TRUE(host.finishing());
    host.run_until([&] { return host.ended.has_value(); });
    EXPECT_EQ(host.ended, ExitCode::done);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "poem.txt"));
}

class FinishingVisit : public ::testing::Test {
  protected:
    void signal() {
        boost::asio::post(visit_.loop(), [] { (void)std::raise(SIGTERM); });
    }

    Console console_{{.json = false, .quiet = true}};
    Visit visit_{console_, {}};
};

TEST_F(FinishingVisit, ends_as_it_would_have_without_a_signal) {
    bool interrupted = false;
    visit_.on_interrupt([&](Interruption) { interrupted = true; });
    visit_.lets_finish([&] {
        boost::asio::post(visit_.loop(), [&] { visit_.end(ExitCode::done); });
        return true;
    });
    signal();
    EXPECT_EQ(visit_.run(), ExitCode::done);
    EXPECT_FALSE(interrupted);
}

TEST_F(FinishingVisit, is_interrupted_by_a_second_signal) {
    int asked = 0;
    visit_.lets_finish([&] {
        ++asked;
        signal();
        return true;
    });
    signal();
    EXPECT_EQ(visit_.run(), ExitCode{128 + SIGTERM});
    EXPECT_EQ(asked, 1);
}

TEST_F(FinishingVisit, is_interrupted_at_once_when_nothing_is_to_be_finished) {
    visit_.lets_finish([] { return false; });
    signal();
    EXPECT_EQ(visit_.run(), ExitCode{128 + SIGTERM});
}

}  // namespace
}  // namespace keks::rift
