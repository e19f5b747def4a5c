// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/dcep.hpp"

#include <gtest/gtest.h>

namespace keks::client::webrtc {
namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> result;
    for (const int value : values) result.push_back(std::byte(value));
    return result;
}

// RFC 8832, section 5.1: type, channel type, priority, reliability, two lengths, label, protocol.
TEST(Dcep, ReadsAnOpeningWithLabelAndProtocol) {
    const auto message = parse_dcep(bytes({3, 0x81, 1, 0, 0, 0, 0, 9, 0, 2, 0, 1, 'h', 'i', 'p'}));
    ASSERT_TRUE(message);
    EXPECT_EQ(std::get<DcepOpen>(*message), (DcepOpen{0x81, "hi", "p"}));
}

TEST(Dcep, WritesAReliableAndOrderedOpening) {
    EXPECT_EQ(encode_dcep_open("hi"), bytes({3, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 'h', 'i'}));
}

TEST(Dcep, CutsALabelThatIsTooLong) {
    EXPECT_EQ(encode_dcep_open(std::string(70'000, 'x')).size(), 12U + 65'535U);
}

TEST(Dcep, ReadsAndWritesAnAcknowledgement) {
    EXPECT_EQ(encode_dcep_ack(), bytes({2}));
    EXPECT_EQ(parse_dcep(bytes({2})), DcepMessage{DcepAck{}});
}

TEST(Dcep, TakesNothingElse) {
    EXPECT_FALSE(parse_dcep({}));
    EXPECT_FALSE(parse_dcep(bytes({7})));
    EXPECT_FALSE(parse_dcep(bytes({3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
    EXPECT_FALSE(parse_dcep(bytes({3, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 'h'})));
    EXPECT_FALSE(parse_dcep(bytes({3, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 'h', 'i'})));
}

}  // namespace
}  // namespace keks::client::webrtc
