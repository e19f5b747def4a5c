// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/protocol/client_codec.hpp"

#include <gmock/gmock.h>

#include <string>

#include "keks/protocol/close.hpp"

namespace keks::protocol {
namespace {

using received::ClientJoin;
using received::ClientLeave;
using received::Init;
using received::Message;
using received::RoomInfo;
using received::Unknown;
using testing::StartsWith;

ReceivedPacket parsed(std::string_view text) {
    auto result = parse_server_packet(text);
    if (result.has_error()) ADD_FAILURE() << text.substr(0, 200) << ": " << result.error().reason;
    return result.has_value() ? *result : ReceivedPacket{Unknown{}};
}

std::string fault(std::string_view text) {
    const auto result = parse_server_packet(text);
    EXPECT_TRUE(result.has_error()) << text << " was taken";
    return result.has_error() ? result.error().reason : "";
}

TEST(ParseServerPacket, ReadsEveryPacket) {
    EXPECT_EQ(parsed(R"({"init":{"your_id":5,"version":"keks-meet 1.2.3"}})"),
              (ReceivedPacket{Init{5, "keks-meet 1.2.3"}}));
    EXPECT_EQ(parsed(R"({"client_join":{"id":3}})"), (ReceivedPacket{ClientJoin{3}}));
    EXPECT_EQ(parsed(R"({"client_leave":{"id":3}})"), (ReceivedPacket{ClientLeave{3}}));
    EXPECT_EQ(parsed(R"({"message":{"sender":3,"message":"m"}})"),
              (ReceivedPacket{Message{3, "m"}}));
    EXPECT_EQ(parsed(R"({"room_info":{"hash":"h","user_count":2}})"),
              (ReceivedPacket{RoomInfo{"h", 2}}));
}

TEST(ParseServerPacket, TakesFieldsInAnyOrderAndNamesWithEscapes) {
    EXPECT_EQ(parsed(R"( { "message" : {"message":"m","s\u0065nder":3} } )"),
              (ReceivedPacket{Message{3, "m"}}));
    EXPECT_EQ(parsed(R"({"init":{"your_id":0}})"), (ReceivedPacket{Init{0, ""}}));
    EXPECT_EQ(parsed(R"({"client_join":{"id":18446744073709551615}})"),
              (ReceivedPacket{ClientJoin{18446744073709551615U}}));
}

TEST(ParseServerPacket, KeepsMessagesAsTheyAre) {
    EXPECT_EQ(parsed(R"({"message":{"sender":1,"message":"\u0000\n\"\\\/\u00e9\ud83c\udf6a"}})"),
              (ReceivedPacket{Message{1, std::string{"\0\n\"\\/\u00e9\U0001F36A", 11}}}));
    const std::string large(std::size_t{12} << 20U, 'a');
    EXPECT_EQ(parsed(R"({"message":{"sender":1,"message":")" + large + R"("}})"),
              (ReceivedPacket{Message{1, large}}));
}

TEST(ParseServerPacket, PassesOverPacketsOfNewerServers) {
    for (const char* text : {R"({"news":{}})", R"({"news":null})", R"({"news":[[1],{"a":"b"}]})",
                             R"({"":"x"})", R"({"ping":1})", R"({"news":{"init":{"your_id":1}}})"})
        EXPECT_EQ(parsed(text), ReceivedPacket{Unknown{}}) << text;
}

TEST(ParseServerPacket, IgnoresUnknownFieldsHoweverDeep) {
    EXPECT_EQ(parsed(R"({"client_join":{"x":[{"id":1},2,"a",null,true,-1,1.5],"id":7,"y":{}}})"),
              ReceivedPacket{ClientJoin{7}});
    EXPECT_EQ(parsed(R"({"client_join":{"id":7,"":"no text is known here","x":1,"x":2}})"),
              ReceivedPacket{ClientJoin{7}});
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    EXPECT_EQ(parsed(R"({"client_leave":{"x":)" + deep + R"(,"id":7}})"),
              ReceivedPacket{ClientLeave{7}});
    EXPECT_EQ(parsed(R"({"news":)" + deep + "}"), ReceivedPacket{Unknown{}});
}

TEST(ParseServerPacket, IgnoresNumbersThatNoDoubleHolds) {
    EXPECT_EQ(parsed(R"({"message":{"x":[1e999],"sender":1,"message":"1e999"}})"),
              (ReceivedPacket{Message{1, "1e999"}}));
    EXPECT_THAT(fault(R"({"client_join":{"x":1e999,"id":"a"}})"),
                StartsWith("client_join.id: expected"));
}

struct FaultCase {
    const char* text;
    const char* reason;
};

class ServerFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(ServerFaults, SayWhatWasWrong) {
    EXPECT_THAT(fault(GetParam().text), StartsWith(GetParam().reason)) << GetParam().text;
}

constexpr FaultCase kFaults[] = {
    {"", "not JSON"},
    {"hello", "not JSON"},
    {R"({"init":{"your_id":1}} x)", "not JSON"},
    {R"({"message":{"sender":1,"message":"\ud800"}})", "not JSON"},
    {"\xEF\xBB\xBF{\"x\":1}", "not JSON: starts with a byte order mark"},
    {"{}", "a packet has exactly one key, found none"},
    {R"({"x":1,"y":2})", "a packet has exactly one key, found a second"},
    {R"({"client_join":{"id":1},"x":2})", "a packet has exactly one key, found a second"},
    {"[]", "a packet is a JSON object, found an array"},
    {R"("init")", "a packet is a JSON object, found a string"},
    {R"({"init":5})", "init: expected an object, found a number"},
    {R"({"client_join":[3]})", "client_join: expected an object, found an array"},
    {R"({"init":{}})", "init.your_id: missing"},
    {R"({"init":{"your_id":1,"version":2}})", "init.version: expected a string, found a number"},
    {R"({"client_join":{"id":null}})", "client_join.id: expected an integer from 0"},
    {R"({"client_join":{"id":-1}})", "client_join.id: expected an integer from 0"},
    {R"({"client_join":{"id":1.0}})", "client_join.id: expected an integer from 0"},
    {R"({"client_join":{"id":18446744073709551616}})", "client_join.id: expected an integer from"},
    {R"({"client_join":{"id":1,"id":1}})", "client_join.id: given twice"},
    {R"({"message":{"sender":1}})", "message.message: missing"},
    {R"({"message":{"message":"m"}})", "message.sender: missing"},
    {R"({"message":{"sender":1,"message":["m"]}})", "message.message: expected a string"},
    {R"({"message":{"sender":1,"message":"","message":""}})", "message.message: given twice"},
    {R"({"room_info":{"user_count":1}})", "room_info.hash: missing"},
};
INSTANTIATE_TEST_SUITE_P(Servers, ServerFaults, testing::ValuesIn(kFaults));

TEST(ParseServerPacket, RepeatsNothingOfAMessageInItsReasons) {
    EXPECT_EQ(fault(R"({"message":{"sender":1,"message":"tell nobody" oops)").find("nobody"),
              std::string::npos);
    EXPECT_EQ(fault(R"({"message":{"sender":"tell nobody","message":""}})").find("nobody"),
              std::string::npos);
}

}  // namespace
}  // namespace keks::protocol
