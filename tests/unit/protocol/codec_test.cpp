// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/protocol/codec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "keks/protocol/close.hpp"

namespace keks::protocol {
namespace {

using client::Join;
using client::Ping;
using client::Relay;
using client::WatchRooms;

ClientPacket parsed(std::string_view text) {
    auto result = parse_client_packet(text, Limits{});
    if (result.has_error()) ADD_FAILURE() << text.substr(0, 200) << ": " << result.error().reason;
    return result.has_value() ? *result : ClientPacket{Ping{}};
}

std::string fault(std::string_view text, const Limits& limits = {}) {
    const auto result = parse_client_packet(text, limits);
    EXPECT_TRUE(result.has_error()) << text << " was taken";
    std::string reason = result.has_error() ? result.error().reason : "";
    EXPECT_LE(reason.size(), kMaxCloseReason);
    return reason;
}

std::string encoded(const auto& packet) {
    std::string out;
    encode(packet, out);
    return out;
}

TEST(ParseClientPacket, ReadsEveryPacket) {
    EXPECT_EQ(parsed(R"({"join":{"hash":"abc"}})"), (ClientPacket{Join{"abc"}}));
    EXPECT_EQ(parsed(R"({"join":{"hash":null}})"), (ClientPacket{Join{}}));
    EXPECT_EQ(parsed(R"({"join":{}})"), (ClientPacket{Join{}}));
    EXPECT_EQ(parsed(R"({"relay":{"message":"m"}})"), (ClientPacket{Relay{{}, "m"}}));
    EXPECT_EQ(parsed(R"({"relay":{"recipient":3,"message":"m"}})"), (ClientPacket{Relay{3, "m"}}));
    EXPECT_EQ(parsed(R"({"relay":{"recipient":null,"message":""}})"),
              (ClientPacket{Relay{{}, ""}}));
    EXPECT_EQ(parsed(R"({"watch_rooms":["a","b"]})"), (ClientPacket{WatchRooms{{"a", "b"}}}));
    EXPECT_EQ(parsed(R"({"watch_rooms":[]})"), (ClientPacket{WatchRooms{}}));
    EXPECT_EQ(parsed(R"({"ping":null})"), (ClientPacket{Ping{}}));
    EXPECT_EQ(parsed(R"("ping")"), (ClientPacket{Ping{}}));
}

TEST(ParseClientPacket, TakesWhiteSpaceAndEscapedNames) {
    EXPECT_EQ(parsed(" \t\r\n{ \"ping\" : null } \n"), (ClientPacket{Ping{}}));
    EXPECT_EQ(parsed(R"({"j\u006fin":{"h\u0061sh":"x"}})"), (ClientPacket{Join{"x"}}));
}

TEST(ParseClientPacket, TakesTheWholeRangeOfRecipients) {
    EXPECT_EQ(parsed(R"({"relay":{"recipient":0,"message":""}})"), (ClientPacket{Relay{0, ""}}));
    EXPECT_EQ(parsed(R"({"relay":{"recipient":18446744073709551615,"message":""}})"),
              (ClientPacket{Relay{18446744073709551615U, ""}}));
}

TEST(ParseClientPacket, KeepsMessagesAsTheyAre) {
    EXPECT_EQ(parsed(R"({"relay":{"message":"\u0000\n\"\\\/\u00e9\ud83c\udf6a"}})"),
              (ClientPacket{Relay{{}, std::string{"\0\n\"\\/\u00e9\U0001F36A", 11}}}));
}

TEST(ParseClientPacket, IgnoresUnknownFieldsHoweverDeep) {
    EXPECT_EQ(
        parsed(R"({"join":{"x":[{"hash":1},2,"a",null,true,-1,1.5],"hash":"h","y":{"z":{}}}})"),
        (ClientPacket{Join{"h"}}));
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    EXPECT_EQ(parsed(R"({"join":{"x":)" + deep + R"(,"hash":"h"}})"), (ClientPacket{Join{"h"}}));
    EXPECT_EQ(parsed(R"({"relay":{"a":1,"a":2,"message":"m"}})"), (ClientPacket{Relay{{}, "m"}}));
}

TEST(ParseClientPacket, IgnoresNumbersThatNoDoubleHolds) {
    const std::string digits(400, '9');
    const std::vector<std::string> numbers{"1e999",       "-1E+999",
                                           "1.5e-999999", digits,
                                           "0." + digits, digits + "." + digits + "e" + digits};
    for (const std::string& number : numbers) {
        EXPECT_EQ(parsed(R"({"relay":{"x":[)" + number + R"(],"message":"1e999 \" 1e999"}})"),
                  (ClientPacket{Relay{{}, "1e999 \" 1e999"}}))
            << number;
    }
}

TEST(ParseClientPacket, FindsFaultsBehindHugeNumbers) {
    EXPECT_THAT(fault(R"({"join":{"x":1e999,"hash":1}})"),
                testing::StartsWith("join.hash: expected"));
    EXPECT_THAT(fault(R"({"join":{"x":1e999e9}})"), testing::StartsWith("not JSON"));
    EXPECT_THAT(fault(R"({"join":{"x":1e999)"), testing::StartsWith("not JSON"));
    EXPECT_THAT(fault(R"({"relay":{"recipient":1e999,"message":""}})"),
                testing::StartsWith("relay.recipient: expected"));
    EXPECT_THAT(fault(R"({"relay":{"recipient":)" + std::string(400, '1') + R"(,"message":""}})"),
                testing::StartsWith("relay.recipient: expected"));
}

struct FaultCase {
    const char* text;
    const char* reason;
};

class Faults : public testing::TestWithParam<FaultCase> {};

TEST_P(Faults, SayWhatWasWrong) {
    EXPECT_THAT(fault(GetParam().text), testing::StartsWith(GetParam().reason)) << GetParam().text;
}

constexpr FaultCase kShapes[] = {
    {"", "not JSON"},
    {"hello", "not JSON"},
    {"{", "not JSON"},
    {"{}", "a packet has exactly one key, found none"},
    {"[]", "a packet is a JSON object or the string \"ping\", found an array"},
    {"null", "a packet is a JSON object or the string \"ping\", found null"},
    {"1", "a packet is a JSON object or the string \"ping\", found a number"},
    {R"("pong")", "a packet is a JSON object or the string \"ping\", found another string"},
    {R"("join")", "a packet is a JSON object or the string \"ping\", found another string"},
    {R"({"foo":{}})", "unknown packet, expected one of join, relay, watch_rooms, ping"},
    {R"({"init":{}})", "unknown packet"},
    {R"({"":{}})", "unknown packet"},
    {R"({"ping":null,"ping":null})", "a packet has exactly one key, found a second"},
    {R"({"join":{},"relay":{"message":""}})", "a packet has exactly one key, found a second"},
    {"\xEF\xBB\xBF{\"ping\":null}", "not JSON: starts with a byte order mark"},
    {R"({"ping":null} {"ping":null})", "not JSON"},
    {R"({"ping":null}x)", "not JSON"},
    {R"({"ping":null,})", "not JSON"},
    {R"({'ping':null})", "not JSON"},
    {R"({"ping":null}//)", "not JSON"},
};
INSTANTIATE_TEST_SUITE_P(Shapes, Faults, testing::ValuesIn(kShapes));

constexpr FaultCase kFields[] = {
    {R"({"join":null})", "join: expected an object, found null"},
    {R"({"join":"x"})", "join: expected an object, found a string"},
    {R"({"join":["x"]})", "join: expected an object, found an array"},
    {R"({"join":{"hash":1}})", "join.hash: expected a string or null, found a number"},
    {R"({"join":{"hash":{}}})", "join.hash: expected a string or null, found an object"},
    {R"({"join":{"hash":"a","hash":"a"}})", "join.hash: given twice"},
    {R"({"join":{"hash":"a","h\u0061sh":"a"}})", "join.hash: given twice"},
    {R"({"relay":null})", "relay: expected an object, found null"},
    {R"({"relay":{}})", "relay.message: missing"},
    {R"({"relay":{"recipient":1}})", "relay.message: missing"},
    {R"({"relay":{"message":null}})", "relay.message: expected a string, found null"},
    {R"({"relay":{"message":["a"]}})", "relay.message: expected a string, found an array"},
    {R"({"relay":{"message":"a","message":"a"}})", "relay.message: given twice"},
    {R"({"relay":{"recipient":1,"message":"","recipient":1}})", "relay.recipient: given twice"},
    {R"({"watch_rooms":{}})", "watch_rooms: expected an array of strings, found an object"},
    {R"({"watch_rooms":null})", "watch_rooms: expected an array of strings, found null"},
    {R"({"watch_rooms":["a",1]})", "watch_rooms: expected strings in the array, found a number"},
    {R"({"watch_rooms":[["a"]]})", "watch_rooms: expected strings in the array, found an array"},
    {R"({"watch_rooms":[null]})", "watch_rooms: expected strings in the array, found null"},
    {R"({"ping":1})", "ping: expected null, found a number"},
    {R"({"ping":{}})", "ping: expected null, found an object"},
};
INSTANTIATE_TEST_SUITE_P(Fields, Faults, testing::ValuesIn(kFields));

constexpr const char* kRecipientFault =
    "relay.recipient: expected an integer from 0 to 18446744073709551615, found ";
constexpr FaultCase kRecipientFaults[] = {
    {R"({"relay":{"recipient":1.0,"message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":1e0,"message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":-0,"message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":-1,"message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":"1","message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":true,"message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":[1],"message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":18446744073709551616,"message":""}})", kRecipientFault},
    {R"({"relay":{"recipient":01,"message":""}})", "not JSON"},
    {R"({"relay":{"recipient":+1,"message":""}})", "not JSON"},
};
INSTANTIATE_TEST_SUITE_P(Recipients, Faults, testing::ValuesIn(kRecipientFaults));

constexpr FaultCase kStrings[] = {
    {"{\"join\":{\"hash\":\"a\nb\"}}", "not JSON"},
    {"{\"join\":{\"hash\":\"a\x1f\"}}", "not JSON"},
    {R"({"join":{"hash":"\ud800"}})", "not JSON"},
    {R"({"join":{"hash":"\udc00"}})", "not JSON"},
    {R"({"join":{"hash":"\ud800\ud800"}})", "not JSON"},
    {R"({"join":{"hash":"\ud800x"}})", "not JSON"},
    {R"({"relay":{"message":"","x":"\ud800"}})", "not JSON"},
    {R"({"join":{"hash":"\x41"}})", "not JSON"},
    {R"({"join":{"hash":"\u12g4"}})", "not JSON"},
    {R"({"join":{"hash":"a}})", "not JSON"},
};
INSTANTIATE_TEST_SUITE_P(Strings, Faults, testing::ValuesIn(kStrings));

TEST(ParseClientPacket, TakesAZeroByteForNeitherTextNorItsEnd) {
    EXPECT_THAT(fault(std::string_view{"{\"ping\":null}\0", 14}), testing::StartsWith("not JSON"));
    EXPECT_THAT(fault(std::string_view{"\0{\"ping\":null}", 14}), testing::StartsWith("not JSON"));
    EXPECT_THAT(fault(std::string_view{"{\"join\":{\"hash\":\"\0\"}}", 20}),
                testing::StartsWith("not JSON"));
}

TEST(ParseClientPacket, HoldsHashesAndListsToTheirBounds) {
    const Limits limits{.hash_bytes = 3, .watches = 2};
    EXPECT_TRUE(parse_client_packet(R"({"join":{"hash":"abc"}})", limits).has_value());
    EXPECT_EQ(fault(R"({"join":{"hash":"abcd"}})", limits), "join.hash: longer than 3 bytes");
    EXPECT_EQ(fault(R"({"watch_rooms":["abcd"]})", limits),
              "watch_rooms: a hash is longer than 3 bytes");
    EXPECT_TRUE(parse_client_packet(R"({"watch_rooms":["a","b"]})", limits).has_value());
    EXPECT_EQ(fault(R"({"watch_rooms":["a","b","c"]})", limits), "watch_rooms: more than 2 rooms");
}

TEST(ParseClientPacket, RepeatsNothingOfAMessageInItsReasons) {
    EXPECT_EQ(fault(R"({"relay":{"message":"tell nobody" oops)").find("nobody"), std::string::npos);
    EXPECT_EQ(fault(R"({"relay":{"recipient":"tell nobody"}})").find("nobody"), std::string::npos);
}

TEST(EncodeServerPacket, WritesTheJsonOfTheProtocol) {
    EXPECT_EQ(encoded(ServerPacket{server::Init{5, "keks-meet 1.2.3"}}),
              R"({"init":{"your_id":5,"version":"keks-meet 1.2.3"}})");
    EXPECT_EQ(encoded(ServerPacket{server::ClientJoin{3}}), R"({"client_join":{"id":3}})");
    EXPECT_EQ(encoded(ServerPacket{server::ClientLeave{kMaxClientId}}),
              R"({"client_leave":{"id":9007199254740991}})");
    EXPECT_EQ(encoded(ServerPacket{server::Message{3, "x"}}),
              R"({"message":{"sender":3,"message":"x"}})");
    EXPECT_EQ(encoded(ServerPacket{server::RoomInfo{"h\"", 0}}),
              R"({"room_info":{"hash":"h\"","user_count":0}})");
}

TEST(EncodeServerPacket, EscapesWhatJsonAsksForAndNothingElse) {
    const std::string text{"\0\x01\b\t\n\f\r\x1f\"\\/\x7f\u00e9\u2028\U0001F36A", 21};
    EXPECT_EQ(encoded(ServerPacket{server::Message{1, text}}),
              "{\"message\":{\"sender\":1,\"message\":"
              "\"\\u0000\\u0001\\b\\t\\n\\f\\r\\u001f\\\"\\\\/"
              "\x7f\u00e9\u2028\U0001F36A\"}}");
}

class RoundTrip : public testing::TestWithParam<ClientPacket> {};

TEST_P(RoundTrip, ReadsBackWhatItWrote) {
    EXPECT_EQ(parsed(encoded(GetParam())), GetParam());
}

INSTANTIATE_TEST_SUITE_P(ClientPackets, RoundTrip,
                         testing::Values(Join{}, Join{""}, Join{std::string{"\0\x1f\"\\\u2028", 7}},
                                         Relay{{}, ""}, Relay{0, "\n"},
                                         Relay{18446744073709551615U, "\U0001F36A"}, WatchRooms{},
                                         WatchRooms{{"", "a", "a"}}, Ping{}));

}  // namespace
}  // namespace keks::protocol
