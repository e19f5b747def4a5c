// SPDX-License-Identifier: AGPL-3.0-only
// What the server shows over HTTP, on real sockets (protocol section 8). The rules in detail are
// the unit tests' of the router.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/http_client.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"
#include "support/websocket_connection.hpp"

namespace keks::test {
namespace {

bool is_strong_tag(const std::string& tag) {
    return tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
}

// The first `assets/…` that the page names.
std::string asset_in(const std::string& page) {
    const auto begin = page.find("assets/");
    if (begin == std::string::npos) return {};
    return "/" + page.substr(begin, page.find_first_of("\"'", begin) - begin);
}

TEST(Routes, OfTheProtocolAnswer) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    const std::vector<std::pair<std::string, std::string>> routes{
        {"/", "text/html; charset=utf-8"},         {"/room", "text/html; charset=utf-8"},
        {"/config.json", "application/json"},      {"/overrides.css", "text/css; charset=utf-8"},
        {"/version", "text/plain; charset=utf-8"}, {"/sw.js", "text/javascript; charset=utf-8"},
    };
    for (const auto& [path, type] : routes) {
        const auto answer = connection.get(path);
        EXPECT_EQ(answer.status, 200) << path;
        EXPECT_TRUE(answer.header("content-type").starts_with(type.substr(0, type.find(';'))))
            << path << " is " << answer.header("content-type");
        EXPECT_TRUE(is_strong_tag(answer.header("etag"))) << path << ": " << answer.header("etag");
        EXPECT_FALSE(answer.body.empty()) << path;
        expect_security_headers(answer, path);
    }
    EXPECT_EQ(connection.get("/favicon.ico").status, 200);
    EXPECT_EQ(connection.get("/nothing/here").status, 404);
}

TEST(Routes, OfThePagesNameAssetsThatAreThereForGood) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    for (const std::string page : {"/", "/room"}) {
        const auto path = asset_in(connection.get(page).body);
        ASSERT_FALSE(path.empty()) << page << " names no asset";
        const auto asset = connection.get(path);
        EXPECT_EQ(asset.status, 200) << path;
        EXPECT_EQ(asset.header("cache-control"), "public, max-age=31536000, immutable");
        EXPECT_NE(connection.get(page).header("cache-control").find("no-cache"), std::string::npos);
    }
}

TEST(Routes, TellClientsTheirConfigurationAndNothingElse) {
    const ServerProcess server{with_keys({{"WEBRTC_STUN", "stun:stun.example.org:3478"},
                                          {"WEBRTC_TURN", "turn:turn.example.org"},
                                          {"WEBRTC_TURN_USER", "someone"},
                                          {"WEBRTC_TURN_CRED", "a \"credential\""},
                                          {"APPEARANCE_ACCENT", "#123456"},
                                          {"FEATURES_ROOM_WATCHES", "false"}})};
    const auto config = nlohmann::json::parse(http_get(server.address(), "/config.json").body);
    EXPECT_EQ(config.at("webrtc"), (nlohmann::json{{"stun", "stun:stun.example.org:3478"},
                                                   {"turn", "turn:turn.example.org"},
                                                   {"turn_user", "someone"},
                                                   {"turn_cred", "a \"credential\""}}));
    EXPECT_EQ(config.at("features"), (nlohmann::json{{"room_watches", false}}));
    EXPECT_EQ(config.at("appearance").size(), 6U);
    EXPECT_EQ(config.at("appearance").at("accent"), "#123456");
    EXPECT_EQ(config.size(), 3U);
    const auto css = http_get(server.address(), "/overrides.css").body;
    EXPECT_NE(css.find("--accent:"), std::string::npos) << css;
    EXPECT_NE(css.find("#123456"), std::string::npos) << css;
}

TEST(Routes, SendTheOldFormOfARoomToTheNew) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    const auto answer = connection.get("/room/my%20secret%2Fplace");
    EXPECT_EQ(answer.status, 301);
    EXPECT_EQ(answer.header("location"), "../room#my%20secret%2Fplace?warn_redirect=true");
    expect_security_headers(answer, "redirect");
    EXPECT_EQ(connection.get("/version").status, 200) << "the connection goes on";
}

TEST(Routes, NeverLetARoomSecretInjectAHeader) {
    const ServerProcess server;
    for (const std::string secret :
         {"a%0d%0aSet-Cookie:%20x=1", "a%0aX-Evil:1", "a\tb", "\"><x>"}) {
        HttpConnection connection{server.address()};
        connection.send("GET /room/" + secret + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const auto answer = connection.response_or_end();
        ASSERT_TRUE(answer) << secret;
        EXPECT_FALSE(answer->has("set-cookie"));
        EXPECT_FALSE(answer->has("x-evil"));
        EXPECT_TRUE(answer->status == 301 || answer->status == 400) << answer->status;
    }
}

TEST(Revalidation, AnswersThatNothingChanged) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    for (const std::string path : {"/", "/room", "/config.json", "/overrides.css", "/sw.js"}) {
        const auto tag = connection.get(path).header("etag");
        const auto same = connection.get(path, "If-None-Match: \"x\", W/" + tag + "\r\n");
        EXPECT_EQ(same.status, 304) << path;
        EXPECT_EQ(same.header("etag"), tag);
        EXPECT_TRUE(same.has("cache-control"));
        expect_security_headers(same, path);
        EXPECT_EQ(connection.get(path, "If-None-Match: \"x\"\r\n").status, 200);
    }
}

TEST(Metrics, AreOnTheirOwnListenerAlone) {
    const ServerProcess server{with_counters()};
    EXPECT_EQ(http_get(server.address(), "/metrics").status, 404);
    EXPECT_EQ(http_get(server.metrics_address(), "/").status, 404);
    EXPECT_EQ(http_get(server.metrics_address(), "/config.json").status, 404);
    HttpConnection connection{server.metrics_address()};
    connection.send(handshake_request());
    EXPECT_EQ(connection.response().status, 404);
    const auto metrics = connection.get("/metrics");
    EXPECT_EQ(metrics.status, 200);
    expect_security_headers(metrics, "/metrics");
}

TEST(Metrics, KnowHead) {
    const ServerProcess server{with_counters()};
    HttpConnection connection{server.metrics_address()};
    const auto by_get = connection.get("/metrics");
    connection.send("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto by_head = connection.response(Asked::by_head);
    EXPECT_EQ(by_head.status, 200);
    EXPECT_EQ(by_head.header("content-type"), "text/plain; version=0.0.4");
    EXPECT_EQ(by_head.header("content-type"), by_get.header("content-type"));
    EXPECT_EQ(by_head.header("content-length"), std::to_string(by_get.body.size()));
    expect_security_headers(by_head, "HEAD /metrics");
    connection.send("HEAD /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(connection.response(Asked::by_head).status, 404);
    EXPECT_EQ(connection.get("/metrics").status, 200) << "no body came before this answer";
}

TEST(Metrics, RefuseOtherMethods) {
    const ServerProcess server{with_counters()};
    HttpConnection connection{server.metrics_address()};
    for (const std::string method : {"POST", "PUT", "DELETE", "OPTIONS", "BREW"}) {
        connection.send(method +
                        " /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        const auto answer = connection.response();
        EXPECT_EQ(answer.status, 405) << method;
        EXPECT_EQ(answer.header("allow"), "GET, HEAD") << method;
        expect_security_headers(answer, method);
    }
    EXPECT_EQ(connection.get("/metrics").status, 200) << "the connection goes on";
}

TEST(Compression, FollowsAcceptEncoding) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    const auto asset = asset_in(connection.get("/room").body);
    const auto plain = connection.get(asset);
    const auto gzip = connection.get(asset, "Accept-Encoding: gzip\r\n");
    const auto brotli = connection.get(asset, "Accept-Encoding: gzip, br\r\n");
    EXPECT_FALSE(plain.has("content-encoding"));
    EXPECT_EQ(gzip.header("content-encoding"), "gzip");
    EXPECT_EQ(gzip.body.substr(0, 2), "\x1F\x8B");
    EXPECT_EQ(brotli.header("content-encoding"), "br");
    EXPECT_LT(gzip.body.size(), plain.body.size());
    EXPECT_NE(gzip.header("etag"), plain.header("etag"));
    EXPECT_NE(gzip.header("etag"), brotli.header("etag"));
    for (const auto* answer : {&plain, &gzip, &brotli}) {
        EXPECT_NE(answer->header("vary").find("Accept-Encoding"), std::string::npos);
    }
}

TEST(Methods, OtherThanGetAndHeadAreNotAllowed) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    for (const std::string method :
         {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"}) {
        connection.send(method +
                        " /version HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        const auto answer = connection.response();
        EXPECT_EQ(answer.status, 405) << method;
        EXPECT_EQ(answer.header("allow"), "GET, HEAD");
        expect_security_headers(answer, method);
    }
}

TEST(Head, HasTheHeadersOfGetAndNoBody) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    for (const std::string path : {"/", "/config.json", "/sw.js", "/nothing"}) {
        const auto by_get = connection.get(path);
        connection.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const auto by_head = connection.response(Asked::by_head);
        EXPECT_EQ(by_head.status, by_get.status) << path;
        EXPECT_EQ(by_head.header("content-length"), std::to_string(by_get.body.size())) << path;
        EXPECT_EQ(by_head.header("etag"), by_get.header("etag")) << path;
        EXPECT_EQ(by_head.header("content-type"), by_get.header("content-type")) << path;
    }
}

}  // namespace
}  // namespace keks::test
