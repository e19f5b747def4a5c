// SPDX-License-Identifier: AGPL-3.0-only
#include "protocol/plain_relay.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "keks/protocol/codec.hpp"

namespace keks::protocol {
namespace {

// A piece of JSON, and whether a packet made with it can be plain.
struct Piece {
    std::string text;
    bool plain = true;
};

// The one thing that matters: what is taken means what the general reader says that it means.
void expect_same(const std::string& text, bool plain) {
    const auto relay = read_plain_relay(text);
    EXPECT_EQ(relay.has_value(), plain) << text.substr(0, 300);
    if (!relay) return;
    const auto packet = parse_client_packet(text, Limits{});
    ASSERT_TRUE(packet.has_value()) << text.substr(0, 300) << ": " << packet.error().reason;
    const client::Relay same{relay->recipient, std::string{relay->message}};
    EXPECT_EQ(*packet, ClientPacket{same}) << text.substr(0, 300);
}

std::string packet_of(const std::string& first, const std::string& second) {
    std::string text = R"({"relay":{)";
    return text.append(first).append(",").append(second).append("}}");
}

const std::vector<Piece> kMessages{
    {R"("")"},
    {R"("m")"},
    {R"("AAEC/+8=")"},
    {"\"\u00e9\u2028\U0001F36A\x7f\""},
    {R"("{\u0022}")", false},
    {R"("a\"b")", false},
    {R"("\\")", false},
    {R"("\/")", false},
    {R"("\ud83c\udf6a")", false},
    {R"("\ud83c")", false},
    {R"("\x41")", false},
    {"\"a\nb\"", false},
    {std::string{"\"a\0b\"", 5}, false},
    {"\"a\x1f\"", false},
    {R"('m')", false},
    {R"("m)", false},
    {R"(m")", false},
    {"\"" + std::string(63, 'x') + "\""},
    {"\"" + std::string(64, 'x') + "\""},
    {"\"" + std::string(5000, 'x') + "\""},
    {"\"" + std::string(5000, 'x') + "\\n\"", false},
    {"null", false},
    {"1", false},
    {"true", false},
    {R"(["m"])", false},
    {R"({"m":"m"})", false},
    {"", false},
};

const std::vector<Piece> kRecipients{
    {"null"},
    {"0"},
    {"3"},
    {"9007199254740991"},
    {"18446744073709551615"},
    {"18446744073709551616", false},
    {"99999999999999999999999999", false},
    {"00", false},
    {"03", false},
    {"-0", false},
    {"-1", false},
    {"+1", false},
    {"1.0", false},
    {"1.", false},
    {"1e0", false},
    {"0x1", false},
    {"1 2", false},
    {"nul", false},
    {"nulll", false},
    {"NULL", false},
    {"true", false},
    {R"("1")", false},
    {"[1]", false},
    {"{}", false},
    {"", false},
};

const std::vector<Piece> kSpaces{
    {""},
    {" "},
    {"\n"},
    {"\r\n\t "},
    {"\f", false},
    {"\v", false},
    {"\u00a0", false},
    {"/**/", false},
};

TEST(ReadPlainRelay, AgreesWithTheGeneralReaderOnMessagesAndRecipients) {
    for (const auto& message : kMessages) {
        expect_same(R"({"relay":{"message":)" + message.text + "}}", message.plain);
        for (const auto& recipient : kRecipients) {
            const std::string to = R"("recipient":)" + recipient.text;
            const std::string what = R"("message":)" + message.text;
            const bool plain = message.plain && recipient.plain;
            expect_same(packet_of(to, what), plain);
            expect_same(packet_of(what, to), plain);
        }
    }
}

TEST(ReadPlainRelay, AgreesWithTheGeneralReaderOnWhiteSpaceBetweenAllTokens) {
    const std::vector<std::string> tokens{
        "{", R"("relay")", ":", "{", R"("message")", ":", R"("m")", ",", R"("recipient")",
        ":", "7",          "}", "}"};
    for (const auto& space : kSpaces) {
        for (std::size_t gap = 0; gap <= tokens.size(); ++gap) {
            std::string text;
            for (std::size_t i = 0; i <= tokens.size(); ++i) {
                if (i == gap) text += space.text;
                if (i < tokens.size()) text += tokens[i];
            }
            expect_same(text, space.plain);
        }
    }
}

TEST(ReadPlainRelay, LeavesEverythingElseToTheGeneralReader) {
    const std::vector<std::string> others{
        "",
        " ",
        "{}",
        "[]",
        R"("ping")",
        R"({"ping":null})",
        R"({"join":{"hash":"h"}})",
        R"({"relay":{}})",
        R"({"relay":null})",
        R"({"relay":[{"message":"m"}]})",
        R"({"relay":{"recipient":1}})",
        R"({"relay":{"message":"m",}})",
        R"({"relay":{,"message":"m"}})",
        R"({"relay":{"message":"m"},})",
        R"({"relay":{"message":"m"}},)",
        R"({"relay":{"message":"m"}}})",
        R"({"relay":{"message":"m"}}{"relay":{"message":"m"}})",
        R"({"relay":{"message":"m"}}x)",
        R"({"relay":{"message":"m"}})" + std::string(1, '\0'),
        std::string{"\xEF\xBB\xBF"} + R"({"relay":{"message":"m"}})",
        R"({"relay":{"message":"m"},"relay":{"message":"m"}})",
        R"({"relay":{"message":"m"},"x":1})",
        R"({"relay":{"message":"m","message":"m"}})",
        R"({"relay":{"message":"m","recipient":1,"recipient":1}})",
        R"({"relay":{"recipient":1,"message":"m","recipient":1}})",
        R"({"relay":{"recipient":null,"recipient":1,"message":"m"}})",
        R"({"relay":{"message":"m","x":1}})",
        R"({"relay":{"x":1,"message":"m"}})",
        R"({"rel\u0061y":{"message":"m"}})",
        R"({"relay":{"m\u0065ssage":"m"}})",
        R"({"relay":{"message":"m" "recipient":1}})",
        R"({"relay":{"message" "m"}})",
        R"({"relay" {"message":"m"}})",
        R"({relay:{"message":"m"}})",
        R"({"Relay":{"message":"m"}})",
        R"({"relay":{"message":"m"})",
        R"({"relay ":{"message":"m"}})",
        R"({"relay":{"message ":"m"}})",
    };
    for (const auto& text : others) expect_same(text, false);
}

TEST(ReadPlainRelay, TakesNoTextThatIsCutShort) {
    const std::string whole = R"( { "relay" : { "message" : "m" , "recipient" : 12 } } )";
    const std::size_t last_brace = whole.rfind('}');
    for (std::size_t size = 0; size <= whole.size(); ++size)
        expect_same(whole.substr(0, size), size > last_brace);
}

// Every byte of a packet replaced by every other one: agreement, whatever comes out.
TEST(ReadPlainRelay, AgreesWithTheGeneralReaderOnAnyOneByteChanged) {
    const std::string whole = R"({"relay":{"recipient":12,"message":"me"}})";
    for (std::size_t place = 0; place < whole.size(); ++place) {
        for (int byte = 0; byte < 128; ++byte) {  // others are no UTF-8
            std::string text = whole;
            text[place] = static_cast<char>(byte);
            expect_same(text, read_plain_relay(text).has_value());
        }
    }
}

TEST(ReadPlainRelay, ViewsTheTextThatItWasGiven) {
    const std::string text = R"({"relay":{"message":"hello"}})";
    const auto relay = read_plain_relay(text);
    ASSERT_TRUE(relay.has_value());
    EXPECT_EQ(relay->message.data(), text.data() + text.find("hello"));
}

}  // namespace
}  // namespace keks::protocol
