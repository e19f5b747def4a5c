// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/message_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace keks::server {
namespace {

using Kind = Received::Kind;

constexpr std::size_t kBound = 100'000;
constexpr unsigned char kText = 0x81;
constexpr unsigned char kFirst = 0x01;
constexpr unsigned char kMore = 0x00;
constexpr unsigned char kLast = 0x80;
constexpr unsigned char kPing = 0x89;
constexpr unsigned char kClose = 0x88;

// As a client sends it.
std::string frame(const std::string& payload, unsigned char first = kText) {
    constexpr unsigned char kKey[] = {0x5a, 0x31, 0xc7, 0x0e};
    std::string bytes(1, static_cast<char>(first));
    const auto size = payload.size();
    const int extended = size < 126 ? 0 : size < 65536 ? 2 : 8;
    bytes += static_cast<char>(0x80U | (extended == 0 ? size : extended == 2 ? 126U : 127U));
    for (int i = extended - 1; i >= 0; --i) bytes += static_cast<char>(size >> (8 * i));
    for (const unsigned char key : kKey) bytes += static_cast<char>(key);
    for (std::size_t i = 0; i < size; ++i)
        bytes += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ kKey[i % 4]);
    return bytes;
}

struct Seen {
    Kind kind;
    std::string payload;
    std::uint16_t code = 0;
    bool operator==(const Seen&) const = default;
};

Seen seen(const Received& received) {
    const bool told = received.kind == Kind::text || received.kind == Kind::ping;
    return {received.kind, told ? std::string{received.payload} : "", received.code};
}

bool goes_on(Kind kind) {
    return kind == Kind::text || kind == Kind::ping || kind == Kind::pong;
}

// All that the reader makes of bytes that come in pieces of this size.
std::vector<Seen> read_all(MessageReader& reader, std::string bytes, std::size_t piece) {
    std::vector<Seen> all;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        std::span<char> here{bytes.data() + at, std::min(piece, bytes.size() - at)};
        for (;;) {
            const Received received = reader.next(here);
            if (received.kind == Kind::nothing) break;
            all.push_back(seen(received));
            if (!goes_on(received.kind)) return all;
        }
        EXPECT_TRUE(here.empty());
    }
    return all;
}

std::vector<Seen> read_all(const std::string& bytes) {
    MessageReader reader{kBound};
    return read_all(reader, bytes, bytes.size());
}

std::vector<Seen> alone(Kind kind) {
    return {{kind, ""}};
}

TEST(MessageReader, MakesTheSameOfBytesHoweverTheyAreCut) {
    std::string bytes;
    std::vector<Seen> wanted;
    for (const std::size_t size : {0U, 1U, 125U, 126U, 127U, 65535U, 65536U, 70000U}) {
        const std::string text(size, 'x');
        bytes += frame(text) + frame("are you there", kPing);
        wanted.push_back({Kind::text, text});
        wanted.push_back({Kind::ping, "are you there"});
    }
    bytes += frame("frag", kFirst) + frame("between", kPing) + frame("", kMore) +
             frame("ments", kMore) + frame(" end", kLast) + frame("next");
    wanted.insert(wanted.end(),
                  {{Kind::ping, "between"}, {Kind::text, "fragments end"}, {Kind::text, "next"}});
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7},
                                    std::size_t{1000}, std::size_t{66000}, bytes.size()}) {
        MessageReader reader{kBound};
        EXPECT_EQ(read_all(reader, bytes, piece), wanted) << piece;
        EXPECT_EQ(reader.held_bytes(), 0U);
    }
}

TEST(MessageReader, HoldsNothingOfAMessageThatIsThereAsAWhole) {
    MessageReader reader{kBound};
    std::string bytes = frame("here");
    std::span<char> here{bytes};
    const Received received = reader.next(here);
    EXPECT_EQ(seen(received), (Seen{Kind::text, "here"}));
    EXPECT_EQ(received.payload.data(), bytes.data() + bytes.size() - 4);
    EXPECT_TRUE(received.in_place);
    EXPECT_EQ(reader.held_bytes(), 0U);
}

TEST(MessageReader, SaysWhichPayloadsLieInTheBytesThatItWasGiven) {
    MessageReader reader{kBound};
    std::string begin = frame("put together");
    std::string end = begin.substr(8) + frame("whole") + frame("ping", kPing);
    std::span<char> here{begin.data(), 8};
    EXPECT_EQ(reader.next(here).kind, Kind::nothing);
    here = end;
    EXPECT_FALSE(reader.next(here).in_place);
    const Received whole = reader.next(here);
    EXPECT_TRUE(whole.in_place);
    EXPECT_TRUE(reader.next(here).in_place);
    EXPECT_EQ(whole.payload, "whole");
}

TEST(MessageReader, HoldsOnlyWhatCameOfAMessageThatIsIncomplete) {
    MessageReader reader{kBound};
    const std::string whole = frame(std::string(70000, 'x'));
    EXPECT_TRUE(read_all(reader, whole.substr(0, 14 + 1000), 100).empty());
    EXPECT_EQ(reader.held_bytes(), 1000U);
    EXPECT_EQ(reader.missing(), 69000U);
}

TEST(MessageReader, TakesWhatIsMissingWithoutACopy) {
    MessageReader reader{kBound};
    const std::string text = "begun" + std::string(70000, 'x') + "ended";
    const std::string whole = frame(text);
    constexpr std::size_t kCut = 14 + 7;
    EXPECT_TRUE(read_all(reader, whole.substr(0, kCut), kCut).empty());
    Received received;
    for (std::size_t at = kCut; at < whole.size();) {
        const std::span<char> room = reader.room(30001);
        ASSERT_EQ(room.size(), std::min<std::size_t>(30001, whole.size() - at));
        whole.copy(room.data(), room.size(), at);
        at += room.size();
        received = reader.took(room.size());
        EXPECT_EQ(received.kind, at == whole.size() ? Kind::text : Kind::nothing);
    }
    EXPECT_EQ(received.payload, text);
    EXPECT_EQ(read_all(reader, frame("next"), 3), (std::vector<Seen>{{Kind::text, "next"}}));
}

TEST(MessageReader, HasNoRoomBetweenFrames) {
    MessageReader reader{kBound};
    EXPECT_TRUE(reader.room(1000).empty());
    EXPECT_EQ(reader.missing(), 0U);
}

TEST(MessageReader, HoldsNothingOfMessagesThatAreSkipped) {
    const std::string large(70000, 'x');
    const std::string bytes = frame(large, kFirst) + frame("are you there", kPing) +
                              frame(large.substr(50000), kLast) + frame("\xFF") + frame("", kClose);
    const std::vector<Seen> wanted{{Kind::ping, "are you there"}, {Kind::close, ""}};
    // In the midst of the first fragment, between two, in the midst of the ping, and of the last.
    for (const std::size_t begun : {1000U, 70014U, 70025U, 80000U}) {
        MessageReader reader{kBound};
        auto all = read_all(reader, bytes.substr(0, begun), 100);
        reader.skip_messages();
        EXPECT_LT(reader.held_bytes(), 20U);
        EXPECT_EQ(reader.missing() > 0, begun == 70025) << begun;
        const auto rest = read_all(reader, bytes.substr(begun), 1000);
        all.insert(all.end(), rest.begin(), rest.end());
        EXPECT_EQ(all, wanted) << begun;
        EXPECT_EQ(reader.held_bytes(), 0U);
    }
}

TEST(MessageReader, RefusesAMessageOverItsBoundAsSoonAsThatIsAnnounced) {
    EXPECT_EQ(read_all(frame(std::string(kBound, 'x')))[0].kind, Kind::text);
    EXPECT_EQ(read_all(frame(std::string(kBound + 1, 'x')).substr(0, 14)), alone(Kind::too_long));
    EXPECT_EQ(read_all("\x81\xFF\x7F" + std::string(7, '\xFF') + "mask"), alone(Kind::too_long));
    EXPECT_EQ(read_all(frame(std::string(kBound, 'x'), kFirst) + frame("x", kLast)),
              alone(Kind::too_long));
    EXPECT_EQ(read_all(frame(std::string(kBound, 'x'), kFirst) + frame("", kLast))[0].kind,
              Kind::text);
}

TEST(MessageReader, RefusesBinaryAsSoonAsItBegins) {
    EXPECT_EQ(read_all(frame(std::string(70000, 'x'), 0x82).substr(0, 14)), alone(Kind::binary));
    EXPECT_EQ(read_all(frame("", 0x02)), alone(Kind::binary));
}

TEST(MessageReader, RefusesWhatBreaksTheRulesOfFraming) {
    std::string unmasked = frame("x");
    unmasked[1] = 1;
    const std::vector<std::string> broken{
        unmasked,
        frame("x", 0xC1),  // reserved bits
        frame("x", 0xA1),
        frame("x", 0x91),
        frame("x", 0x09),  // a ping in fragments
        frame(std::string(126, 'x'), kPing),
        frame("x", kLast),                // a continuation of nothing
        frame("x", kFirst) + frame("x"),  // a message within a message
        frame("x", kFirst) + frame("x", 0x82),
        frame("x") + frame("x", kLast),
        frame("\x03", kClose),  // half a code
        frame("x", 0x83),
        frame("x", 0x87),
        frame("x", 0x8B),
        frame("x", 0x8F),
        std::string{"\x81\xFE\x00\x05mask hello", 14},  // lengths that could be shorter
        std::string{"\x89\xFE\x00\x01maskp", 9},
        std::string{"\x81\xFF\x00\x00\x00\x00\x00\x00\xFF\xFFmask", 14},
        std::string{"\x81\xFF\x80\x00\x00\x00\x00\x01\x00\x00mask", 14},
    };
    for (const std::string& bytes : broken) {
        const auto all = read_all(bytes);
        EXPECT_EQ(all.back().kind, Kind::broken_rule) << ::testing::PrintToString(bytes);
    }
}

std::string close_payload(unsigned code, const std::string& reason = "") {
    return std::string{static_cast<char>(code >> 8U), static_cast<char>(code)} + reason;
}

TEST(MessageReader, TellsTheCodeOfACloseFrame) {
    EXPECT_EQ(read_all(frame("", kClose)), alone(Kind::close));
    for (const unsigned code : {1000U, 1003U, 1007U, 1011U, 1014U, 3000U, 4999U})
        EXPECT_EQ(read_all(frame(close_payload(code, "bye"), kClose)),
                  (std::vector<Seen>{{Kind::close, "", static_cast<std::uint16_t>(code)}}));
}

TEST(MessageReader, RefusesACloseFrameThatMustNotBeSent) {
    for (const unsigned code : {0U, 999U, 1004U, 1005U, 1006U, 1015U, 2999U, 5000U, 65535U})
        EXPECT_EQ(read_all(frame(close_payload(code), kClose)), alone(Kind::broken_rule)) << code;
    EXPECT_EQ(read_all(frame(close_payload(1000, "\xFF"), kClose)), alone(Kind::not_utf8));
}

TEST(MessageReader, RefusesTextThatIsNoUtf8) {
    for (const std::string text : {"\x80", "\xC3", "\xC3(", "\xC0\xAF", "\xED\xA0\x80",
                                   "\xF4\x90\x80\x80", "a long text before it \xE2\x82"})
        EXPECT_EQ(read_all(frame(text)), alone(Kind::not_utf8)) << ::testing::PrintToString(text);
    EXPECT_EQ(read_all(frame("\xF0\x9F", kFirst) + frame("\x8D\xAA", kLast)),
              (std::vector<Seen>{{Kind::text, "\xF0\x9F\x8D\xAA"}}));
}

}  // namespace
}  // namespace keks::server
