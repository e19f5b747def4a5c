// SPDX-License-Identifier: AGPL-3.0-only
// What arrives is what was sent, byte for byte (protocol section 2, "Delivery").
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "support/server_process.hpp"
#include "support/test_client.hpp"
#include "support/utf8.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20U;

// The value of "message" in the text of a packet, still escaped.
std::string escaped_message(const std::string& packet) {
    constexpr std::string_view kField = "\"message\":\"";
    const auto begin = packet.rfind(kField) + kField.size();
    return packet.substr(begin, packet.rfind('"') - begin);
}

void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0U | (point >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string every_character() {
    std::string text;
    for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point < 0xD800 || point > 0xDFFF) append_utf8(text, point);
    }
    return text;
}

TEST(Message, ArrivesByteForByte) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const std::array<std::string, 9> texts{
        "",
        " \t\r\n ",
        R"(quotes " and \ and / and \" and \\)",
        std::string{"\0 in the middle \0", 17},
        "\xE2\x80\xA8 and \xE2\x80\xA9 and \xEF\xBB\xBF and \xEF\xBF\xBD and \xEF\xBF\xBF",
        "\xF0\x9F\x8D\xAA\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 \xF4\x8F\xBF\xBF",
        "\x01\x02\x1B[31m\x7F",
        R"({"relay":{"message":"json in json"}})",
        "<script>alert(1)</script>&amp;",
    };
    for (const auto& text : texts) present[0].relay(text);
    for (const auto& text : texts) present[1].expect(said(present[0].id(), text));
}

TEST(Message, ArrivesUnescapedWhereTheSenderEscaped) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    present[0].send_text(
        R"({"relay":{"message":"\u0000\b\f\n\r\t\/\\\"\u00e4\uD83C\uDF6A\u2028\u001f\uFFFF"}})");
    present[1].expect(said(present[0].id(), std::string{"\0\b\f\n\r\t/\\\"", 9} +
                                                "\xC3\xA4\xF0\x9F\x8D\xAA\xE2\x80\xA8\x1F"
                                                "\xEF\xBF\xBF"));
}

TEST(Message, CarriesEveryCharacterOfUnicode) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const auto text = every_character();
    present[0].relay(text);
    present[1].expect(said(present[0].id(), text));
}

TEST(Message, IsEscapedOnlyWhereJsonAsks) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const std::string plain = "/ \x7F \xC3\xA4 \xE2\x80\xA8 \xF0\x9F\x8D\xAA";
    present[0].relay(plain);
    const auto packet = present[1].connection().next_message();
    EXPECT_TRUE(is_utf8(packet));
    EXPECT_EQ(escaped_message(packet), plain);
}

TEST(Message, OfTwelveMebibytesReachesAll) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    std::mt19937 random{20};
    std::string image;
    while (image.size() < 12 * kMebibyte) image += static_cast<char>('A' + random() % 26);
    present[0].relay(image);
    present[1].expect(said(present[0].id(), image));
    present[2].expect(said(present[0].id(), image));
    present[0].expect_nothing();
}

TEST(Message, OfTwelveMebibytesOfEscapesReachesItsRecipient) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const std::string lines(6 * kMebibyte, '\n');
    present[0].relay_to(present[1].id(), lines);
    present[1].expect(said(present[0].id(), lines));
}

TEST(Message, OfManyFragmentsArrives) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const std::string text(100'000, 'f');
    const auto packet = R"({"relay":{"message":")" + text + "\"}}";
    std::string frames;
    for (std::size_t at = 0; at < packet.size(); at += 10) {
        FrameShape shape;
        shape.opcode = at == 0 ? opcode::kText : opcode::kContinuation;
        shape.fin = at + 10 >= packet.size();
        frames += encode_frame(std::string_view{packet}.substr(at, 10), shape);
    }
    present[0].connection().send_raw(frames);
    present[1].expect(said(present[0].id(), text));
}

TEST(Message, ArrivesWhateverTheFrameLength) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    // Around the places where the length of a frame changes its form (RFC 6455, section 5.2).
    for (const std::size_t around : {125U, 126U, 127U, 4096U, 16384U, 65535U, 65536U}) {
        for (std::size_t size = around - 60; size <= around + 2; ++size) {
            const std::string text(size, 'l');
            alice.relay_to(alice.id(), text);
            alice.expect(said(alice.id(), text));
        }
    }
}

TEST(Init, IsTheFirstPacketAndTellsIdAndVersion) {
    const ServerProcess server;
    WebSocketConnection raw{server.address()};
    const auto init = Packet::parse(raw.next_message());
    ASSERT_TRUE(init.contains("init")) << init;
    EXPECT_TRUE(init["init"]["your_id"].is_number_unsigned()) << init;
    EXPECT_TRUE(init["init"]["version"].get<std::string>().starts_with("keks-meet ")) << init;
}

TEST(Ids, AreUniqueExactInJavaScriptAndNotGuessable) {
    const ServerProcess server;
    std::vector<ClientId> ids;
    std::size_t large = 0;
    for (int i = 0; i < 300; ++i) {
        const TestClient client{server.address()};
        EXPECT_LE(client.id(), 9007199254740991U);
        if (client.id() > (ClientId{1} << 48U)) ++large;
        ids.push_back(client.id());
    }
    EXPECT_FALSE(std::is_sorted(ids.begin(), ids.end())) << "one id tells the next";
    EXPECT_FALSE(std::is_sorted(ids.rbegin(), ids.rend())) << "one id tells the next";
    EXPECT_GT(large, 270U) << "of 2^53 numbers, 31 of 32 have more than 48 bits";
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
    std::vector<ClientId> steps;
    for (std::size_t i = 1; i < ids.size(); ++i) steps.push_back(ids[i] - ids[i - 1]);
    std::sort(steps.begin(), steps.end());
    EXPECT_GT(std::unique(steps.begin(), steps.end()) - steps.begin(), 290) << "ids in even steps";
}

TEST(Ids, DifferFromOneServerToTheNext) {
    const ServerProcess one;
    const ServerProcess other;
    EXPECT_NE(TestClient{one.address()}.id(), TestClient{other.address()}.id());
}

}  // namespace
}  // namespace keks::test
