// SPDX-License-Identifier: AGPL-3.0-only
// Peers that stay connected and do nothing any more.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "unit/client/resources/file_receiver_test.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::test;

// What patience may last longer.
constexpr std::chrono::milliseconds with_grace(std::chrono::milliseconds most) {
    return most + most / 10;
}
const auto kSilent = std::to_string(static_cast<int>(TransferFailure::silent));

TEST(FileReceiver, takes_a_peer_that_falls_silent_for_broken_off_and_keeps_what_came) {
    Receiving receiving{10};
    receiving.channel.deliver("abcde");
    receiving.sink.events.taken(5);
    receiving.clock.elapse(FileReceiver::patience - std::chrono::milliseconds{1});
    EXPECT_EQ(receiving.events, "");
    receiving.clock.elapse(FileReceiver::patience / 10 + std::chrono::milliseconds{1});
    receiving.expect(TransferFailure::silent);
    EXPECT_TRUE(receiving.sink.kept);
    EXPECT_TRUE(receiving.channel.closed);
}

TEST(FileReceiver, takes_a_peer_that_never_says_a_word_for_broken_off) {
    Receiving receiving{10};
    receiving.clock.elapse(with_grace(FileReceiver::patience));
    receiving.expect(TransferFailure::silent);
}

TEST(FileReceiver, waits_for_a_slow_peer_as_long_as_bytes_come) {
    Receiving receiving{5};
    for (std::uint64_t taken = 1; taken <= 5; ++taken) {
        receiving.channel.deliver("x");
        receiving.sink.events.taken(taken);
        receiving.clock.elapse(FileReceiver::patience - std::chrono::seconds{1});
    }
    EXPECT_EQ(receiving.events, "");
    for (int times = 0; times < 3; ++times) {
        receiving.channel.deliver("");  // nothing is no progress
        receiving.clock.elapse(FileReceiver::patience / 2);
    }
    EXPECT_EQ(receiving.events, kSilent);
}

TEST(FileReceiver, does_not_take_its_own_slow_disk_for_a_silent_peer) {
    Receiving receiving{5};
    receiving.channel.deliver("abcde");
    receiving.sink.events.taken(4);
    receiving.clock.elapse(std::chrono::hours{24});
    EXPECT_EQ(receiving.events, "");
    receiving.sink.events.taken(5);
    receiving.clock.elapse(FileReceiver::patience - std::chrono::seconds{1});
    EXPECT_EQ(receiving.events, "") << "only now it waits for the peer";
    receiving.channel.deliver("end", true);
    receiving.clock.elapse(std::chrono::hours{24});
    EXPECT_EQ(receiving.events, "") << "saving takes as long as it takes";
    receiving.sink.events.finished();
    EXPECT_EQ(receiving.events, "done");
}

TEST(FileReceiver, gives_a_sender_time_to_read_what_is_there_already) {
    for (const std::uint64_t mebibytes : {0U, 100'000U}) {
        const auto there = mebibytes << 20U;
        const auto most =
            FileReceiver::beginning_patience + mebibytes * FileReceiver::patience_per_mebibyte;
        Receiving receiving{there + 5, Already{there}};
        receiving.clock.elapse(most - std::chrono::milliseconds{1});
        EXPECT_EQ(receiving.events, "");
        receiving.clock.elapse(most / 10 + std::chrono::milliseconds{1});
        EXPECT_EQ(receiving.events, kSilent);
    }
    Receiving receiving{10, Already{5}};
    receiving.clock.elapse(FileReceiver::patience * 2);
    receiving.channel.deliver("from 5", true);
    receiving.clock.elapse(with_grace(FileReceiver::patience));
    EXPECT_EQ(receiving.events, "from 5 " + kSilent);
    EXPECT_TRUE(receiving.sink.kept);
}

}  // namespace
