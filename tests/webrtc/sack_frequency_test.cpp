// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sack_frequency.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

namespace keks::client::webrtc {
namespace {

using namespace std::chrono_literals;

using Packet = std::vector<std::byte>;

void append(Packet& packet, std::initializer_list<unsigned> bytes) {
    for (const unsigned byte : bytes) packet.push_back(std::byte(byte));
}

Packet packet() {
    return Packet(12);
}

void append_sack(Packet& packet, unsigned gap_blocks) {
    append(packet, {3, 0, 0, 16 + 4 * gap_blocks, 1, 2, 3, 4, 0, 1, 0, 0, 0, gap_blocks, 0, 0});
    for (unsigned block = 0; block < gap_blocks; ++block) append(packet, {0, 2, 0, 3});
}

Packet sack(unsigned gap_blocks) {
    Packet result = packet();
    append_sack(result, gap_blocks);
    return result;
}

TEST(ReportsGaps, KnowsThemByTheSack) {
    EXPECT_FALSE(reports_gaps(sack(0)));
    EXPECT_TRUE(reports_gaps(sack(2)));
}

TEST(ReportsGaps, LooksPastOtherControlChunksAndTheirPadding) {
    Packet heartbeat_first = packet();
    append(heartbeat_first, {5, 0, 0, 9, 0, 1, 0, 5, 7, 0, 0, 0});
    append_sack(heartbeat_first, 1);
    EXPECT_TRUE(reports_gaps(heartbeat_first));
}

TEST(ReportsGaps, LooksNotIntoData) {
    Packet data_first = packet();
    append(data_first, {0, 3, 0, 20, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 51, 3, 0, 0, 20});
    append_sack(data_first, 1);
    EXPECT_FALSE(reports_gaps(data_first));
}

TEST(ReportsGaps, IsNotMisledByWhatIsCutOff) {
    const Packet whole = sack(1);
    for (std::size_t length = 0; length < 26; ++length)
        EXPECT_FALSE(reports_gaps(std::span{whole}.first(length))) << length;
    Packet of_no_length = packet();
    append(of_no_length, {5, 0, 0, 0});
    append_sack(of_no_length, 1);
    EXPECT_TRUE(reports_gaps(of_no_length));
    Packet longer_than_it_is = packet();
    append(longer_than_it_is, {5, 0, 255, 255, 0, 0});
    EXPECT_FALSE(reports_gaps(longer_than_it_is));
}

class SackFrequencies : public testing::Test {
  protected:
    unsigned after(unsigned packets) {
        for (unsigned i = 0; i < packets; ++i) frequency.on_received();
        return frequency.at_tick(now += 10ms);
    }

    SackFrequency frequency{8};
    SackFrequency::Clock::time_point now{1h};
};

TEST_F(SackFrequencies, AreUsualUntilPacketsStreamIn) {
    EXPECT_EQ(after(0), 2);
    EXPECT_EQ(after(31), 2);
    EXPECT_EQ(after(32), 8);
    EXPECT_EQ(after(1000), 8);
}

TEST_F(SackFrequencies, StayRareWhileTheStreamIsThinnerForAWhile) {
    EXPECT_EQ(after(32), 8);
    EXPECT_EQ(after(8), 8);
    EXPECT_EQ(after(7), 2);
    EXPECT_EQ(after(31), 2);
}

TEST_F(SackFrequencies, AreUsualForASecondAfterLoss) {
    EXPECT_EQ(after(100), 8);
    frequency.on_sent(sack(1));
    EXPECT_EQ(after(100), 2);
    for (int tick = 0; tick < 98; ++tick) {
        frequency.on_sent(sack(0));
        EXPECT_EQ(after(100), 2);
    }
    EXPECT_EQ(after(100), 2);
    EXPECT_EQ(after(100), 8);
}

TEST_F(SackFrequencies, AreNeverRareTowardsWhoDoesNotTakeIt) {
    frequency = SackFrequency{SackFrequency::usual};
    EXPECT_EQ(after(1000), 2);
}

}  // namespace
}  // namespace keks::client::webrtc
