// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/datagram_batch.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <vector>

namespace keks::client::webrtc {
namespace {

std::vector<std::byte> datagram(std::size_t bytes, int fill = 1) {
    return std::vector<std::byte>(bytes, std::byte(fill));
}

TEST(DatagramBatch, JoinsDatagramsOfOneLengthAndOneShorterOne) {
    DatagramBatch batch;
    EXPECT_TRUE(batch.empty());
    EXPECT_TRUE(batch.add(datagram(100, 1)));
    EXPECT_TRUE(batch.add(datagram(100, 2)));
    EXPECT_TRUE(batch.add(datagram(30, 3)));
    EXPECT_EQ(batch.datagrams(), 3);
    EXPECT_EQ(batch.segment(), 100);
    EXPECT_EQ(batch.bytes().size(), 230);
    EXPECT_THAT(batch.datagram(1), testing::ElementsAreArray(datagram(100, 2)));
    EXPECT_THAT(batch.datagram(2), testing::ElementsAreArray(datagram(30, 3)));
}

TEST(DatagramBatch, TakesNothingAfterAShorterOne) {
    DatagramBatch batch;
    EXPECT_TRUE(batch.add(datagram(100)));
    EXPECT_TRUE(batch.add(datagram(30)));
    EXPECT_FALSE(batch.add(datagram(30)));
    EXPECT_FALSE(batch.add(datagram(100)));
    EXPECT_EQ(batch.datagrams(), 2);
    EXPECT_EQ(batch.bytes().size(), 130);
}

TEST(DatagramBatch, TakesNoLongerOneAndNoEmptyOne) {
    DatagramBatch batch;
    EXPECT_TRUE(batch.add(datagram(100)));
    EXPECT_FALSE(batch.add(datagram(101)));
    EXPECT_FALSE(batch.add({}));
    EXPECT_EQ(batch.datagrams(), 1);
}

TEST(DatagramBatch, HoldsAsManyDatagramsAndBytesAsTheSystemTakes) {
    DatagramBatch many;
    for (std::size_t i = 0; i < DatagramBatch::max_datagrams; ++i)
        EXPECT_TRUE(many.add(datagram(1)));
    EXPECT_FALSE(many.add(datagram(1)));

    DatagramBatch large;
    EXPECT_FALSE(large.add(datagram(DatagramBatch::max_bytes + 1)));
    EXPECT_TRUE(large.add(datagram(DatagramBatch::max_bytes - 1)));
    EXPECT_FALSE(large.add(datagram(2)));
    EXPECT_TRUE(large.add(datagram(1)));
}

TEST(DatagramBatch, BeginsAnewOnceItHasLeft) {
    DatagramBatch batch;
    EXPECT_TRUE(batch.add(datagram(100)));
    EXPECT_TRUE(batch.add(datagram(30)));
    batch.clear();
    EXPECT_TRUE(batch.empty());
    EXPECT_TRUE(batch.add(datagram(200, 4)));
    EXPECT_THAT(batch.datagram(0), testing::ElementsAreArray(datagram(200, 4)));
}

TEST(DatagramBatch, IsDueWithAQuarterOfTheTurnBeforeAndWithThreeAtLeast) {
    DatagramBatch batch;
    const auto due_with = [&batch] {
        batch.clear();
        while (!batch.is_due() && batch.add(datagram(10))) continue;
        return batch.datagrams();
    };
    EXPECT_EQ(due_with(), 3);
    batch.end_turn();
    EXPECT_EQ(due_with(), 3);
    for (int i = 0; i < 13; ++i) (void)due_with();
    batch.end_turn();
    EXPECT_EQ(due_with(), 42 / 4);
    EXPECT_EQ(due_with(), 42 / 4);
    batch.end_turn();
    // A turn in which nothing was sent says nothing of the next.
    batch.end_turn();
    EXPECT_EQ(due_with(), 20 / 4);
}

}  // namespace
}  // namespace keks::client::webrtc
