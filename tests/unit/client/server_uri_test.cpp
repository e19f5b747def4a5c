// SPDX-License-Identifier: AGPL-3.0-only
#include "client/server_uri.hpp"

#include <gmock/gmock.h>

namespace keks::client {
namespace {

using testing::HasSubstr;
using testing::Not;

ServerUri parsed(std::string_view text) {
    auto uri = parse_server_uri(text);
    if (!uri) ADD_FAILURE() << text << ": " << uri.error().reason;
    return uri ? *uri : ServerUri{};
}

std::string fault(std::string_view text) {
    const auto uri = parse_server_uri(text);
    EXPECT_FALSE(uri) << text << " was taken";
    return uri ? "" : uri.error().reason;
}

TEST(ServerUri, TakesTheSchemesOfTheWebAndOfWebSockets) {
    EXPECT_EQ(parsed("wss://meet.example.org"), (ServerUri{true, "meet.example.org", 443, ""}));
    EXPECT_EQ(parsed("https://meet.example.org/"), (ServerUri{true, "meet.example.org", 443, ""}));
    EXPECT_EQ(parsed("ws://localhost"), (ServerUri{false, "localhost", 80, ""}));
    EXPECT_EQ(parsed("HTTP://LocalHost:24319"), (ServerUri{false, "localhost", 24319, ""}));
}

TEST(ServerUri, TakesIpAddresses) {
    EXPECT_EQ(parsed("ws://127.0.0.1:1"), (ServerUri{false, "127.0.0.1", 1, ""}));
    EXPECT_EQ(parsed("ws://[::1]:65535/x"), (ServerUri{false, "::1", 65535, "/x"}));
}

TEST(ServerUri, FindsTheServersPathWithOrWithoutTheSignalingAtItsEnd) {
    for (const char* text : {"wss://h/base/path", "wss://h/base/path/", "wss://h/base/path//",
                             "wss://h/base/path/signaling", "wss://h/base/path/signaling/",
                             "wss://h/x/../base/./path"}) {
        EXPECT_EQ(parsed(text).base_path, "/base/path") << text;
    }
    EXPECT_EQ(parsed("wss://h/signaling").base_path, "");
    EXPECT_EQ(parsed("wss://h/pre-signaling").base_path, "/pre-signaling");
}

TEST(ServerUri, NamesResourcesBelowItsPath) {
    EXPECT_EQ(parsed("wss://h:8443/base").at("signaling"),
              (HttpEndpoint{true, "h", 8443, "/base/signaling"}));
    EXPECT_EQ(parsed("ws://h").at("config.json"), (HttpEndpoint{false, "h", 80, "/config.json"}));
}

TEST(ServerUri, WritesTheHostFieldWithoutTheSchemesOwnPort) {
    EXPECT_EQ(parsed("wss://h:443").at("x").authority(), "h");
    EXPECT_EQ(parsed("ws://h:443").at("x").authority(), "h:443");
    EXPECT_EQ(parsed("ws://[::1]:80").at("x").authority(), "[::1]");
    EXPECT_EQ(parsed("ws://[::1]:81").at("x").authority(), "[::1]:81");
}

TEST(ServerUri, NamesWhatIsWrong) {
    EXPECT_THAT(fault(""), HasSubstr("begin with wss://"));
    EXPECT_THAT(fault("meet.example.org"), HasSubstr("begin with wss://"));
    EXPECT_THAT(fault("localhost:8080"), HasSubstr("begin with wss://"));
    EXPECT_THAT(fault("ftp://h"), HasSubstr("begin with wss://"));
    EXPECT_THAT(fault("wss://"), HasSubstr("no host"));
    EXPECT_THAT(fault("wss://:80/"), HasSubstr("no host"));
    EXPECT_THAT(fault("wss://h h"), HasSubstr("not a URI"));
    EXPECT_THAT(fault(" wss://h"), HasSubstr("not a URI"));
    EXPECT_THAT(fault("wss://h/\x11"), HasSubstr("not a URI"));
    EXPECT_THAT(fault("wss://h/%4"), HasSubstr("not a URI"));
    EXPECT_THAT(fault("wss://m\u00fcller.example"), HasSubstr("not a URI"));
    EXPECT_THAT(fault("wss://[::1"), HasSubstr("host"));
    EXPECT_THAT(fault("wss://[::g]"), HasSubstr("host"));
    EXPECT_THAT(fault("wss://[::1]path"), HasSubstr("port"));
    EXPECT_THAT(fault("wss://h:65536"), HasSubstr("port"));
    EXPECT_THAT(fault("wss://h:0"), HasSubstr("port"));
    EXPECT_THAT(fault("wss://a..b"), HasSubstr("host"));
    EXPECT_THAT(fault("wss://a%2Fb"), HasSubstr("host"));
    EXPECT_THAT(fault("wss://[v1.x]"), HasSubstr("host"));
    EXPECT_THAT(fault("wss://" + std::string(64, 'a')), HasSubstr("host"));
    EXPECT_THAT(fault("wss://h/?a=b"), HasSubstr("query"));
}

TEST(ServerUri, RepeatsNoSecretThatWasGivenByMistake) {
    EXPECT_THAT(fault("https://h/room#hunter2"),
                AllOf(HasSubstr("link to a room"), Not(HasSubstr("hunter2"))));
    EXPECT_THAT(fault("https://me:hunter2@h"),
                AllOf(HasSubstr("user name"), Not(HasSubstr("hunter2"))));
}

const HttpEndpoint secure_origin{true, "h", 8443, "/base/signaling"};

HttpEndpoint followed(std::string_view location, const HttpEndpoint& from = secure_origin) {
    auto to = follow_redirect(from, location);
    if (!to) ADD_FAILURE() << location << ": " << to.error().reason;
    return to ? *to : HttpEndpoint{};
}

TEST(Redirect, LeadsToAnAbsoluteUri) {
    EXPECT_EQ(followed("https://other/x?y=z#f"), (HttpEndpoint{true, "other", 443, "/x?y=z"}));
    EXPECT_EQ(followed("wss://other:1"), (HttpEndpoint{true, "other", 1, "/"}));
    EXPECT_EQ(followed("wss://other?q"), (HttpEndpoint{true, "other", 443, "/?q"}));
}

TEST(Redirect, LeadsToARelativeReference) {
    EXPECT_EQ(followed("/x"), (HttpEndpoint{true, "h", 8443, "/x"}));
    EXPECT_EQ(followed("x/../y"), (HttpEndpoint{true, "h", 8443, "/base/y"}));
    EXPECT_EQ(followed("../y?z"), (HttpEndpoint{true, "h", 8443, "/y?z"}));
    EXPECT_EQ(followed("//other/x"), (HttpEndpoint{true, "other", 443, "/x"}));
    EXPECT_EQ(followed(""), secure_origin);
    EXPECT_EQ(followed("x/."), (HttpEndpoint{true, "h", 8443, "/base/x/"}));
    EXPECT_EQ(followed("../../../x"), (HttpEndpoint{true, "h", 8443, "/x"}));
    EXPECT_EQ(followed("?z"), (HttpEndpoint{true, "h", 8443, "/base/signaling?z"}));
    EXPECT_EQ(followed("/x", {false, "::1", 81, "/signaling"}),
              (HttpEndpoint{false, "::1", 81, "/x"}));
}

TEST(Redirect, MayAddEncryptionButNotTakeItAway) {
    EXPECT_EQ(followed("wss://h/x", {false, "h", 80, "/"}), (HttpEndpoint{true, "h", 443, "/x"}));
    EXPECT_THAT(follow_redirect(secure_origin, "http://h/x").error().reason,
                HasSubstr("without encryption"));
    EXPECT_THAT(follow_redirect(secure_origin, "ws://h/x").error().reason,
                HasSubstr("without encryption"));
}

TEST(Redirect, RefusesWhatLeadsNowhere) {
    EXPECT_FALSE(follow_redirect(secure_origin, "ht tp://"));
    EXPECT_FALSE(follow_redirect(secure_origin, "mailto:a@b"));
    EXPECT_FALSE(follow_redirect(secure_origin, "https://u:p@h/"));
    EXPECT_FALSE(follow_redirect(secure_origin, "https://"));
    EXPECT_FALSE(follow_redirect(secure_origin, "https:x"));
    EXPECT_FALSE(follow_redirect(secure_origin, "/\r\nX: y"));
}

}  // namespace
}  // namespace keks::client
