// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/unread_data.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "webrtc/sctp_packet.hpp"

namespace keks::client::webrtc::test {
namespace {

const std::vector<std::byte> header(12);

std::vector<std::byte> sack(std::uint32_t tsn) {
    SctpPacket packet{header};
    packet.add_sack(tsn);
    return packet.bytes;
}

std::vector<std::byte> data() {
    SctpPacket packet{header};
    packet.add_data(SctpPacket::whole, 1, 0, 0, 1);
    return packet.bytes;
}

// Numbers begin anywhere and wrap.
constexpr std::uint32_t begin = 0xffffff00;

TEST(UnreadData, BoundsWhatIsAcknowledgedAndNotRead) {
    UnreadData unread;
    EXPECT_TRUE(unread.admits(data()));
    unread.on_sent(sack(begin));
    unread.on_sent(sack(begin + UnreadData::max_chunks));
    EXPECT_TRUE(unread.admits(data()));
    unread.on_sent(sack(begin + UnreadData::max_chunks + 1));
    EXPECT_FALSE(unread.admits(data()));
}

TEST(UnreadData, AdmitsDataAgainOnceAllIsRead) {
    UnreadData unread;
    unread.on_sent(sack(begin));
    unread.on_sent(sack(begin + UnreadData::max_chunks + 1));
    unread.on_drained();
    EXPECT_TRUE(unread.admits(data()));
}

TEST(UnreadData, AdmitsWhatIsNoDataAlways) {
    UnreadData unread;
    unread.on_sent(sack(begin));
    unread.on_sent(sack(begin + UnreadData::max_chunks + 1));
    EXPECT_TRUE(unread.admits(sack(1)));
}

}  // namespace
}  // namespace keks::client::webrtc::test
