// SPDX-License-Identifier: AGPL-3.0-only
// Peers that stay connected and do nothing any more.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "client/resources/framing.hpp"
#include "unit/client/resources/file_sender_test.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::test;

constexpr auto kGrace = FileSender::patience / 10;

TEST(FileSender, gives_up_a_receiver_that_takes_nothing_whatever_it_says) {
    const auto content = content_of(framing::full + framing::block);
    Sending sending{content.size(), content, true};
    sending.channel.become_open();
    while (sending.disk.answer()) continue;
    sending.clock.elapse(FileSender::patience - std::chrono::milliseconds{1});
    EXPECT_EQ(sending.events, "started ");
    sending.channel.deliver("wait for me", true);
    sending.channel.deliver(framing::ack_message(0), true);
    sending.clock.elapse(kGrace + std::chrono::milliseconds{1});
    EXPECT_EQ(sending.events, failed(TransferFailure::silent));
    EXPECT_TRUE(sending.channel.closed);
}

TEST(FileSender, gives_up_a_receiver_that_never_says_that_it_has_it) {
    for (const bool digest : {false, true}) {
        Sending sending{3, "abc", false, digest ? std::optional{Digest{}} : std::nullopt};
        sending.channel.become_open();
        sending.read_all();
        sending.clock.elapse(FileSender::patience + kGrace);
        EXPECT_EQ(sending.events, failed(TransferFailure::silent));
    }
}

TEST(FileSender, waits_for_a_receiver_that_takes_or_acknowledges_something_now_and_then) {
    const auto content = content_of(framing::window + 2 * framing::block);
    Sending sending{content.size(), content, true};
    sending.channel.become_open();
    for (int times = 0; times < 4; ++times) {
        while (sending.disk.answer()) continue;
        sending.clock.elapse(FileSender::patience - std::chrono::seconds{1});
        sending.channel.drain();
    }
    sending.read_all();
    for (std::uint64_t bytes = 1; bytes < 4; ++bytes) {
        sending.clock.elapse(FileSender::patience - std::chrono::seconds{1});
        sending.channel.deliver(framing::ack_message(bytes), true);
    }
    EXPECT_EQ(sending.events, "started ");
}

TEST(FileSender, does_not_take_its_own_slow_disk_for_a_silent_receiver) {
    Sending sending{framing::block, content_of(framing::block)};
    sending.channel.become_open();
    ASSERT_TRUE(sending.disk.asked);
    sending.clock.elapse(std::chrono::hours{24});
    sending.read_all();
    EXPECT_EQ(sending.events, "started ");
}

}  // namespace
