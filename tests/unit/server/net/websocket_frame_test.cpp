// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/websocket_frame.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace keks::server {
namespace {

using protocol::ServerPacket;
using namespace std::string_literals;

Frame text_frame(FrameLedger& ledger, const ServerPacket& packet) {
    return text_frames(ledger, {&packet, 1});
}

// A text frame whose payload has this length.
std::string frame_of_length(FrameLedger& ledger, std::size_t length) {
    const std::string around = R"({"message":{"sender":1,"message":""}})";
    const std::string text(length - around.size(), 'x');
    const Frame frame = text_frame(ledger, ServerPacket{protocol::server::Message{1, text}});
    return std::string{frame->view()};
}

TEST(TextFrame, CarriesThePacketBehindItsHeader) {
    FrameLedger ledger;
    const Frame frame = text_frame(ledger, ServerPacket{protocol::server::ClientJoin{3}});
    EXPECT_EQ(frame->view(), "\x81\x18{\"client_join\":{\"id\":3}}");
    EXPECT_EQ(ledger.live_bytes(), frame->cost());
}

TEST(TextFrame, WritesEachFormOfTheLengthFromItsFirstToItsLastValue) {
    FrameLedger ledger;
    EXPECT_TRUE(frame_of_length(ledger, 125).starts_with("\x81\x7d{"));
    EXPECT_TRUE(frame_of_length(ledger, 126).starts_with("\x81\x7e\x00\x7e{"s));
    EXPECT_TRUE(frame_of_length(ledger, 65535).starts_with("\x81\x7e\xff\xff{"));
    EXPECT_TRUE(frame_of_length(ledger, 65536).starts_with("\x81\x7f\0\0\0\0\0\x01\0\0{"s));
    EXPECT_EQ(frame_of_length(ledger, 65536).size(), 65536U + 10U);
}

TEST(TextFrames, StandOneBehindTheOtherWhateverTheirLengths) {
    FrameLedger ledger;
    const std::string medium(300, 'm');
    const std::string escaped(30'000, '"');
    const std::string large(70'000, 'l');
    const std::vector<ServerPacket> packets{
        protocol::server::ClientJoin{3}, protocol::server::Message{1, medium},
        protocol::server::Message{2, escaped}, protocol::server::Message{3, large},
        protocol::server::Message{4, ""}};
    std::string wanted;
    for (const auto& packet : packets) wanted += text_frame(ledger, packet)->view();
    EXPECT_EQ(text_frames(ledger, packets)->view(), wanted);
}

TEST(CloseFrame, CarriesCodeAndReason) {
    FrameLedger ledger;
    EXPECT_EQ(close_frame(ledger, 1008, "why")->view(), "\x88\x05\x03\xf0why");
}

TEST(CloseFrame, NeverExceedsAControlFrame) {
    FrameLedger ledger;
    EXPECT_EQ(close_frame(ledger, 1008, std::string(500, 'x'))->size(), 2U + 125U);
}

TEST(PingFrame, IsEmpty) {
    FrameLedger ledger;
    EXPECT_EQ(ping_frame(ledger)->view(), "\x89\0"s);
}

}  // namespace
}  // namespace keks::server
