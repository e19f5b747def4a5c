// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/frame_queue.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace keks::server {
namespace {

class FrameQueueTest : public testing::Test {
  protected:
    Frame frame(std::string text) {
        return std::make_shared<const FrameBytes>(ledger, std::move(text), 0);
    }
    // What a gathering send of at most `parts` frames would send.
    std::string gathered(std::size_t parts = 8) const {
        std::array<iovec, 8> out{};
        const std::size_t count = queue.gather(std::span{out}.first(parts));
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text.append(static_cast<const char*>(out[i].iov_base), out[i].iov_len);
        return text;
    }

    // What `frames` frames of `bytes` bytes together cost.
    std::size_t cost(std::size_t frames, std::size_t bytes) {
        return frames * frame("")->cost() + bytes;
    }

    FrameLedger ledger;
    FrameQueue queue{cost(2, 10)};
};

TEST_F(FrameQueueTest, CountsWhatAFrameCostsBesidesItsBytes) {
    EXPECT_GE(frame("")->cost(), sizeof(FrameBytes) + sizeof(Frame));
    FrameQueue small{10 * frame("")->cost()};
    int taken = 0;
    while (taken < 100 && small.push(frame(""))) ++taken;
    EXPECT_EQ(taken, 10);
}

TEST_F(FrameQueueTest, GathersFramesInOrder) {
    EXPECT_TRUE(queue.push(frame("abc")));
    EXPECT_TRUE(queue.push(frame("de")));
    EXPECT_EQ(gathered(), "abcde");
    EXPECT_EQ(gathered(1), "abc");
    EXPECT_EQ(queue.cost(), cost(2, 5));
}

TEST_F(FrameQueueTest, GoesOnInTheMiddleOfAFrameThatWasSentInPart) {
    EXPECT_TRUE(queue.push(frame("abc")));
    EXPECT_TRUE(queue.push(frame("def")));
    queue.consume(1);
    EXPECT_EQ(gathered(), "bcdef");
    queue.consume(3);
    EXPECT_EQ(gathered(), "ef");
    queue.consume(2);
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.cost(), 0U);
}

TEST_F(FrameQueueTest, RefusesWhatWouldExceedItsBound) {
    EXPECT_TRUE(queue.push(frame("abcdef")));
    EXPECT_FALSE(queue.push(frame("ghijk")));
    EXPECT_TRUE(queue.push(frame("ghij")));
    EXPECT_FALSE(queue.push(frame("")));
    EXPECT_EQ(gathered(), "abcdefghij");
    queue.consume(5);
    EXPECT_FALSE(queue.push(frame("")));
    queue.consume(1);
    EXPECT_TRUE(queue.push(frame("k")));
}

TEST_F(FrameQueueTest, TakesALargeFrameWhenItIsEmpty) {
    EXPECT_TRUE(queue.push(frame(std::string(1000, 'x'))));
    EXPECT_FALSE(queue.push(frame("y")));
    EXPECT_EQ(queue.cost(), cost(1, 1000));
}

TEST_F(FrameQueueTest, DropsWhatIsUnsentDownToAFrameBorder) {
    EXPECT_TRUE(queue.push(frame("abc")));
    EXPECT_TRUE(queue.push(frame("def")));
    queue.consume(1);
    queue.drop_unsent();
    EXPECT_EQ(gathered(), "bc");
    EXPECT_EQ(queue.cost(), cost(1, 3));
    queue.consume(2);
    EXPECT_TRUE(queue.push(frame("gh")));
    queue.drop_unsent();
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.cost(), 0U);
}

TEST_F(FrameQueueTest, ReleasesFramesAsTheyAreSent) {
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(queue.push(frame("abcd")));
    EXPECT_EQ(ledger.live_bytes(), cost(2, 8));
    queue.consume(5);
    EXPECT_EQ(ledger.live_bytes(), cost(1, 4));
    queue.clear();
    EXPECT_EQ(ledger.live_bytes(), 0U);
}

TEST_F(FrameQueueTest, CountsASharedFrameOnce) {
    FrameQueue other{cost(1, 4)};
    const Frame shared = frame("abcd");
    EXPECT_TRUE(queue.push(shared));
    EXPECT_TRUE(other.push(shared));
    EXPECT_EQ(ledger.live_bytes(), cost(1, 4));
}

TEST(LongFrameQueue, KeepsItsOrderOverManyPartialSends) {
    FrameLedger ledger;
    FrameQueue queue{1'000'000};
    std::string expected;
    std::string sent;
    std::array<iovec, 7> out{};
    for (int i = 0; i < 1000; ++i) {
        const std::string text = std::to_string(i) + ',';
        expected += text;
        ASSERT_TRUE(queue.push(std::make_shared<const FrameBytes>(ledger, text, 0)));
        if (i % 3 != 0) continue;
        ASSERT_GT(queue.gather(out), 0U);
        const std::size_t n = std::min<std::size_t>(out[0].iov_len, 2);
        sent.append(static_cast<const char*>(out[0].iov_base), n);
        queue.consume(n);
    }
    while (!queue.empty()) {
        ASSERT_GT(queue.gather(out), 0U);
        sent.append(static_cast<const char*>(out[0].iov_base), out[0].iov_len);
        queue.consume(out[0].iov_len);
    }
    EXPECT_EQ(sent, expected);
    EXPECT_EQ(ledger.live_bytes(), 0U);
}

}  // namespace
}  // namespace keks::server
