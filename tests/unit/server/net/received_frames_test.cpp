// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/received_frames.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace keks::server {
namespace {

constexpr std::size_t kBound = 1024;

// As a client sends it, with a mask of zeros.
std::string frame(const std::string& payload, unsigned char first = 0x81) {
    std::string bytes(1, static_cast<char>(first));
    const auto size = payload.size();
    if (size < 126) {
        bytes += static_cast<char>(0x80U | size);
    } else if (size < 65536) {
        bytes += static_cast<char>(0x80U | 126U);
        for (int shift = 8; shift >= 0; shift -= 8) bytes += static_cast<char>(size >> shift);
    } else {
        bytes += static_cast<char>(0x80U | 127U);
        for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(size >> shift);
    }
    return bytes + std::string(4, '\0') + payload;
}

std::string take(ReceivedFrames& frames, std::size_t room = 1 << 20) {
    std::string into(room, '\0');
    into.resize(frames.take(into));
    return into;
}

std::string& spare() {
    static std::string memory;
    return memory;
}

TEST(ReceivedFrames, HandsOutOneFrameAtATime) {
    ReceivedFrames frames{spare()};
    frames.append(frame("first") + frame("second"));
    EXPECT_TRUE(frames.has_message());
    EXPECT_EQ(take(frames), frame("first"));
    EXPECT_TRUE(frames.has_message());
    EXPECT_EQ(take(frames), frame("second"));
    EXPECT_FALSE(frames.has_message());
    EXPECT_EQ(frames.size(), 0U);
}

TEST(ReceivedFrames, FindsFramesOfEveryLengthHoweverTheyAreCut) {
    for (const std::size_t size : {1U, 125U, 126U, 127U, 65535U, 65536U, 70000U}) {
        const std::string whole = frame(std::string(size, 'x'));
        ReceivedFrames frames{spare()};
        for (std::size_t at = 0; at < whole.size(); ++at) {
            EXPECT_FALSE(frames.has_message()) << size << " at " << at;
            frames.append(whole.substr(at, 1));
        }
        EXPECT_TRUE(frames.has_message()) << size;
        EXPECT_EQ(take(frames), whole);
    }
}

TEST(ReceivedFrames, GivesAHeaderOnlyAsAWhole) {
    const std::string whole = frame(std::string(300, 'x'));
    ReceivedFrames frames{spare()};
    frames.append(whole.substr(0, 7));
    EXPECT_EQ(frames.ready(), 0U);
    EXPECT_EQ(take(frames), "");
    frames.append(whole.substr(7, 1));
    EXPECT_EQ(frames.ready(), 8U);
}

TEST(ReceivedFrames, NoMessageIsWhatIsEmptyFragmentedBinaryOrControl) {
    for (const std::string& other :
         {frame(""), frame("x", 0x01), frame("x", 0x80), frame("x", 0x82), frame("x", 0x88),
          frame("x", 0x89), frame("x", 0xC1)}) {
        ReceivedFrames frames{spare()};
        frames.append(other + frame("message"));
        EXPECT_FALSE(frames.has_message());
        EXPECT_FALSE(frames.awaits_message(kBound));
        EXPECT_EQ(take(frames), other);
        EXPECT_TRUE(frames.has_message());
    }
}

TEST(ReceivedFrames, TheRestOfAFrameThatWasTakenInPartIsNoMessage) {
    ReceivedFrames frames{spare()};
    frames.append(frame("message"));
    EXPECT_EQ(take(frames, 1).size(), 1U);
    EXPECT_FALSE(frames.has_message());
    EXPECT_FALSE(frames.awaits_message(kBound));
    EXPECT_EQ(frames.ready(), frame("message").size() - 1);
}

TEST(ReceivedFrames, WaitsForAMessageOfBoundedLengthAlone) {
    ReceivedFrames frames{spare()};
    EXPECT_TRUE(frames.awaits_message(kBound));
    const std::string fitting = frame(std::string(kBound - 8, 'x'));
    frames.append(fitting.substr(0, 100));
    EXPECT_TRUE(frames.awaits_message(kBound));
    EXPECT_FALSE(frames.awaits_message(kBound - 1));
    frames.append(fitting.substr(100));
    EXPECT_FALSE(frames.awaits_message(kBound)) << "it is here";
}

TEST(ReceivedFrames, KnowsWhatIsMissingOfAFrameThatGoesElsewhere) {
    const std::string whole = frame(std::string(5000, 'x'));
    ReceivedFrames frames{spare()};
    EXPECT_EQ(frames.missing(), 0U);
    frames.append(whole.substr(0, 1000));
    EXPECT_EQ(frames.missing(), 0U) << "something is here first";
    take(frames);
    EXPECT_EQ(frames.missing(), whole.size() - 1000);
    frames.passed(whole.size() - 1000);
    EXPECT_EQ(frames.missing(), 0U);
    frames.append(frame("next"));
    EXPECT_TRUE(frames.has_message());
}

TEST(ReceivedFrames, KeepsNoMemoryOfWhatWasTakenAlthoughMoreAlwaysCame) {
    const std::string message = frame("message");
    ReceivedFrames frames{spare()};
    frames.append(message.substr(0, 3));
    for (int round = 0; round < 1000; ++round) {
        frames.append(message.substr(3) + message.substr(0, 3));
        EXPECT_EQ(take(frames), message);
        EXPECT_EQ(frames.size(), 3U);
    }
}

TEST(ReceivedFrames, MemoryGoesFromWhoIsDoneToWhoComesNext) {
    std::string memory;
    ReceivedFrames first{memory};
    ReceivedFrames second{memory};
    const std::string message = frame(std::string(5000, 'x'));
    first.append(message);
    EXPECT_EQ(take(first), message);
    const auto kept = memory.capacity();
    EXPECT_GE(kept, message.size());
    second.append(message.substr(0, 3000));
    EXPECT_LT(memory.capacity(), kept);
    first.append(message);
    second.append(message.substr(3000));
    EXPECT_EQ(take(first), message);
    EXPECT_EQ(take(second), message);
    EXPECT_TRUE(memory.empty());
    EXPECT_GE(memory.capacity(), kept);
}

TEST(ReceivedFrames, ALengthThatNoIntegerHoldsIsAFrameWithoutEnd) {
    ReceivedFrames frames{spare()};
    frames.append("\x81\xff" + std::string(8, '\xff') + "mask" + "x");
    EXPECT_FALSE(frames.has_message());
    EXPECT_EQ(take(frames).size(), 15U);
    EXPECT_GT(frames.missing(), std::numeric_limits<std::uint64_t>::max() / 2);
}

TEST(ReceivedFrames, AFrameWithoutAMaskHasItsBordersToo) {
    ReceivedFrames frames{spare()};
    frames.append("\x81\x02hi" + frame("masked"));
    EXPECT_EQ(take(frames), "\x81\x02hi");
    EXPECT_TRUE(frames.has_message());
}

}  // namespace
}  // namespace keks::server
