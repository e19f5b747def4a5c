// SPDX-License-Identifier: AGPL-3.0-only
#include "client/client_config.hpp"

#include <gmock/gmock.h>

namespace keks::client {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<IceServer> servers(std::string_view json) {
    auto config = parse_client_config(json);
    if (!config) ADD_FAILURE() << json << ": " << config.error().reason;
    return config ? config->ice_servers : std::vector<IceServer>{};
}

TEST(ClientConfig, NamesTheServersForStunAndTurn) {
    const auto both = servers(
        R"({"webrtc":{"stun":"stun.example.org:3478","turn":"turn.example.org?transport=udp",
            "turn_user":"me","turn_cred":"secret"},"features":{"room_watches":true}})");
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].uri, "stun:stun.example.org:3478");
    EXPECT_EQ(both[0].username, "");
    EXPECT_EQ(both[1].uri, "turn:turn.example.org?transport=udp");
    EXPECT_EQ(both[1].username, "me");
    EXPECT_EQ(both[1].password, "secret");
}

TEST(ClientConfig, KeepsASchemeThatIsThere) {
    for (const char* address : {"stun:h", "STUN:h", "stuns:h", "turn:h", "turns:h:443"}) {
        const auto found = servers(R"({"webrtc":{"stun":" )" + std::string{address} + R"( "}})");
        ASSERT_EQ(found.size(), 1U) << address;
        EXPECT_EQ(found[0].uri, address);
    }
    EXPECT_EQ(servers(R"({"webrtc":{"stun":"stunning"}})").at(0).uri, "stun:stunning");
    EXPECT_EQ(servers(R"({"webrtc":{"stun":"stunning:1"}})").at(0).uri, "stun:stunning:1");
    EXPECT_EQ(servers(R"({"webrtc":{"turn":"h"}})").at(0).uri, "turn:h");
}

TEST(ClientConfig, KnowsWhatIsOverTls) {
    for (const char* uri : {"stuns:h", "turns:h:443", "TURNS:h"})
        EXPECT_TRUE(is_over_tls({uri, {}, {}})) << uri;
    for (const char* uri : {"stun:h", "TURN:h", "turns", "turn:turns:1"})
        EXPECT_FALSE(is_over_tls({uri, {}, {}})) << uri;
}

TEST(ClientConfig, GoesWithoutWhatIsMissingOrOfAnotherType) {
    for (const char* json : {"{}", R"({"webrtc":null})", R"({"webrtc":[]})", R"({"webrtc":{}})",
                             R"({"webrtc":{"stun":""}})", R"({"webrtc":{"stun":"  ","turn":5}})",
                             R"({"webrtc":{"turn_user":"me","turn_cred":"secret"}})"}) {
        EXPECT_THAT(servers(json), IsEmpty()) << json;
    }
}

TEST(ClientConfig, IsAJsonObject) {
    for (const char* json : {"", "<html>tell nobody</html>", "[]", "null", "{", "{}x"}) {
        const auto config = parse_client_config(json);
        ASSERT_FALSE(config) << json;
        EXPECT_THAT(config.error().reason, AllOf(HasSubstr("JSON"), Not(HasSubstr("nobody"))));
    }
}

TEST(ClientConfig, SurvivesDepthThatNoServerSends) {
    const std::string deep = std::string(30'000, '[') + std::string(30'000, ']');
    EXPECT_THAT(servers(R"({"webrtc":{"stun":)" + deep + "}}"), IsEmpty());
}

}  // namespace
}  // namespace keks::client
