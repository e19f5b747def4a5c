// SPDX-License-Identifier: AGPL-3.0-only
// What servers tell clients of their configuration.
#include "client/fetch_client_config.hpp"

#include <optional>

#include "signaling/guests.hpp"
#include "signaling/scripted_server.hpp"
#include "support/server_process.hpp"

namespace keks::client::test {
namespace {

using keks::test::ServerProcess;
using testing::HasSubstr;

std::string ok(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class ConfigFetchTest : public Guests {
  protected:
    ConfigResult fetched(const std::string& uri, ConfigFetchOptions options = {}) {
        std::optional<ConfigResult> result;
        const auto fetch =
            fetch_client_config(loop.get_executor(), *parse_server_uri(uri), std::move(options),
                                [&](ConfigResult got) { result.emplace(std::move(got)); });
        EXPECT_FALSE(result) << "called from within";
        EXPECT_TRUE(run_until([&] { return result.has_value(); }));
        return result.value_or(ConfigFault{});
    }
    std::string fault(const std::string& answer, ConfigFetchOptions options = {}) {
        ScriptedServer server{loop, answers(answer)};
        const auto result = fetched(server.uri(), std::move(options));
        EXPECT_FALSE(result);
        return result ? "" : result.error().reason;
    }
};

TEST_F(ConfigFetchTest, NamesTheIceServersOfTheRealServer) {
    const ServerProcess server{keks::test::with_keys({{"WEBRTC_STUN", "stun.example.org:3478"},
                                                      {"WEBRTC_TURN", "turn.example.org"},
                                                      {"WEBRTC_TURN_USER", "me"},
                                                      {"WEBRTC_TURN_CRED", "secret"}})};
    const auto result = fetched("ws://127.0.0.1:" + std::to_string(server.address().port));
    ASSERT_TRUE(result) << result.error().reason;
    ASSERT_EQ(result->ice_servers.size(), 2U);
    EXPECT_EQ(result->ice_servers[0].uri, "stun:stun.example.org:3478");
    EXPECT_EQ(result->ice_servers[1].uri, "turn:turn.example.org");
    EXPECT_EQ(result->ice_servers[1].username, "me");
    EXPECT_EQ(result->ice_servers[1].password, "secret");
}

TEST_F(ConfigFetchTest, SaysWhatIsMissing) {
    const ServerProcess server;
    const auto result = fetched("ws://127.0.0.1:" + std::to_string(server.address().port) + "/x");
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().reason, HasSubstr("nothing at /x/config.json (HTTP 404)"));
}

TEST_F(ConfigFetchTest, TakesAnAnswerInChunksAndAfterARedirect) {
    ScriptedServer server{
        loop, answers_in_turn({"HTTP/1.1 308 Permanent Redirect\r\nLocation: /c\r\n"
                               "Content-Length: 0\r\n\r\n",
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "10\r\n{\"webrtc\":{\"stun\r\n8\r\n\":\"h\"}} \r\n0\r\n\r\n"})};
    const auto result = fetched(server.uri());
    ASSERT_TRUE(result) << result.error().reason;
    EXPECT_EQ(result->ice_servers.at(0).uri, "stun:h");
}

TEST_F(ConfigFetchTest, RefusesWhatIsNoConfiguration) {
    EXPECT_THAT(fault(ok("<html>")), HasSubstr("no JSON object"));
    EXPECT_THAT(fault(ok(std::string(65'537, ' '))), HasSubstr("more than 64 KiB"));
    EXPECT_THAT(fault("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"),
                HasSubstr("no configuration from the server: "));
    EXPECT_THAT(fault("SSH-2.0\r\n"), HasSubstr("no configuration from the server: "));
    EXPECT_THAT(fault(""), HasSubstr("no configuration from the server: "));
}

TEST_F(ConfigFetchTest, DoesNotWaitForASilentServerForEver) {
    ScriptedServer server{loop, silence()};
    const auto result =
        fetched(server.uri(), {.trust = {}, .time = std::chrono::milliseconds{100}});
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().reason, HasSubstr("in time"));
}

TEST_F(ConfigFetchTest, CallsNoMoreOnceItIsDestroyed) {
    ScriptedServer server{loop, answers(ok("{}"))};
    bool called = false;
    auto fetch = fetch_client_config(loop.get_executor(), *parse_server_uri(server.uri()), {},
                                     [&](const ConfigResult&) { called = true; });
    fetch.reset();
    // One that began later is done: so would the first be.
    EXPECT_TRUE(fetched(server.uri()));
    EXPECT_FALSE(called);
}

}  // namespace
}  // namespace keks::client::test
