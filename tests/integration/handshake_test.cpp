// SPDX-License-Identifier: AGPL-3.0-only
// The opening handshake (RFC 6455, section 4.2; protocol section 1).
#include <gtest/gtest.h>

#include "support/http_client.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::string_view kStart = "GET /signaling HTTP/1.1\r\n";
constexpr std::string_view kHost = "Host: localhost\r\n";
constexpr std::string_view kUpgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
constexpr std::string_view kVersion = "Sec-WebSocket-Version: 13\r\n";
constexpr std::string_view kKey = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

std::string lines(std::initializer_list<std::string_view> parts) {
    std::string request;
    for (const auto part : parts) request += part;
    return request + "\r\n";
}

HttpResponse answer_to(const ServerProcess& server, std::string_view request,
                       Where where = Where::current()) {
    HttpConnection connection{server.address()};
    connection.send(request, where);
    auto answer = connection.response(Asked::by_get, where);
    expect_security_headers(answer, "a handshake");
    return answer;
}

TEST(Handshake, IsAnsweredAsTheStandardSays) {
    const ServerProcess server;
    const auto answer = answer_to(server, lines({kStart, kHost, kUpgrade, kVersion, kKey}));
    EXPECT_EQ(answer.status, 101);
    EXPECT_EQ(answer.version, "HTTP/1.1");
    EXPECT_EQ(answer.header("upgrade"), "websocket");
    EXPECT_TRUE(answer.header("connection") == "upgrade" ||
                answer.header("connection") == "Upgrade");
    EXPECT_EQ(answer.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    EXPECT_FALSE(answer.has("sec-websocket-protocol"));
    EXPECT_FALSE(answer.has("sec-websocket-extensions"));
    EXPECT_FALSE(answer.has("content-length"));
}

TEST(Handshake, IsAnsweredInTheNameOfTheServerAndNotOfALibrary) {
    const ServerProcess server;
    const auto upgraded = answer_to(server, lines({kStart, kHost, kUpgrade, kVersion, kKey}));
    ASSERT_EQ(upgraded.status, 101);
    EXPECT_EQ(upgraded.header("server"), "keks-meet");
    const auto refused = answer_to(server, lines({kStart, kHost, kUpgrade, kVersion}));
    ASSERT_EQ(refused.status, 400);
    EXPECT_TRUE(!refused.has("server") || refused.header("server") == "keks-meet")
        << refused.header("server");
}

TEST(Handshake, ComputesTheAnswerFromTheKey) {
    const ServerProcess server;
    const auto answer =
        answer_to(server, lines({kStart, kHost, kUpgrade, kVersion,
                                 "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n"}));
    EXPECT_EQ(answer.header("sec-websocket-accept"), "C/0nmHhBztSRGR1CwL6Tf4ZjwpY=");
}

TEST(Handshake, TakesWhatBrowsersAndProxiesSend) {
    const ServerProcess server;
    for (const auto& request : {
             lines({"GET /signaling?x=1 HTTP/1.1\r\n", kHost, kUpgrade, kVersion, kKey}),
             lines(
                 {"GET http://localhost/signaling HTTP/1.1\r\n", kHost, kUpgrade, kVersion, kKey}),
             lines({kStart, kHost, "upgrade: WebSocket\r\nconnection: keep-alive, Upgrade\r\n",
                    kVersion, kKey}),
             lines({kStart, kHost, "Upgrade: websocket\r\nConnection: keep-alive,upgrade\r\n",
                    "sec-websocket-version:13\r\nSEC-WEBSOCKET-KEY:dGhlIHNhbXBsZSBub25jZQ==\r\n"}),
             lines({kStart, kHost, kUpgrade, kVersion, kKey, "Origin: https://example.org\r\n",
                    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n",
                    "Sec-WebSocket-Protocol: chat, superchat\r\n", "X-Forwarded-For: 192.0.2.1\r\n",
                    "Cookie: a=b\r\n",
                    "User-Agent: Mozilla/5.0\r\nAccept-Encoding: gzip, deflate, br\r\n"}),
         }) {
        const auto answer = answer_to(server, request);
        EXPECT_EQ(answer.status, 101) << request;
        EXPECT_FALSE(answer.has("sec-websocket-protocol")) << "no subprotocol";
    }
}

TEST(Handshake, TakesFramesThatCameInTheSamePacket) {
    const ServerProcess server;
    auto witness = member(server.address(), "room");
    HttpConnection connection{server.address()};
    connection.send(handshake_request() + encode_frame(R"({"join":{"hash":"room"}})") +
                    encode_frame(R"({"relay":{"message":"in a hurry"}})"));
    EXPECT_EQ(connection.response().status, 101);
    const auto newcomer = witness.next_packet();
    ASSERT_TRUE(newcomer.contains("client_join")) << newcomer;
    witness.expect(said(newcomer["client_join"]["id"], "in a hurry"));
}

TEST(Handshake, WorksAfterOtherRequestsOnTheSameConnection) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    EXPECT_EQ(connection.get("/version").status, 200);
    EXPECT_EQ(connection.get("/config.json").status, 200);
    connection.send(handshake_request());
    EXPECT_EQ(connection.response().status, 101);
}

TEST(Handshake, OfAnotherVersionIsToldTheRightOne) {
    const ServerProcess server;
    for (const std::string_view version :
         {"Sec-WebSocket-Version: 8\r\n", "Sec-WebSocket-Version: 14\r\n",
          "Sec-WebSocket-Version: nonsense\r\n"}) {
        const auto answer = answer_to(server, lines({kStart, kHost, kUpgrade, version, kKey}));
        EXPECT_EQ(answer.status, 426) << version;
        EXPECT_EQ(answer.header("sec-websocket-version"), "13");
    }
}

TEST(Handshake, ThatLacksSomethingIsRefused) {
    const ServerProcess server;
    EXPECT_EQ(answer_to(server, lines({kStart, kHost, kUpgrade, kVersion})).status, 400);
    EXPECT_EQ(answer_to(server, lines({kStart, kUpgrade, kVersion, kKey})).status, 400) << "Host";
    const auto no_version = answer_to(server, lines({kStart, kHost, kUpgrade, kKey})).status;
    EXPECT_TRUE(no_version == 400 || no_version == 426) << no_version;
}

TEST(Handshake, WithAKeyThatIsNotSixteenBytesInBase64IsRefused) {
    // RFC 6455, section 4.2.1, item 5.
    const ServerProcess server;
    for (const std::string_view key : {"Sec-WebSocket-Key: \r\n", "Sec-WebSocket-Key: short\r\n",
                                       "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==\r\n"}) {
        EXPECT_EQ(answer_to(server, lines({kStart, kHost, kUpgrade, kVersion, key})).status, 400)
            << key;
    }
}

TEST(Handshake, IsForGetAlone) {
    const ServerProcess server;
    for (const std::string method : {"POST", "HEAD", "PUT", "OPTIONS", "CONNECT"}) {
        HttpConnection connection{server.address()};
        connection.send(
            lines({method + " /signaling HTTP/1.1\r\n", kHost, kUpgrade, kVersion, kKey}));
        const auto answer = connection.response(method == "HEAD" ? Asked::by_head : Asked::by_get);
        EXPECT_GE(answer.status, 400) << method;
        EXPECT_LT(answer.status, 500) << method;
    }
}

TEST(Handshake, IsForHttp11Alone) {
    const ServerProcess server;
    const auto answer =
        answer_to(server, lines({"GET /signaling HTTP/1.0\r\n", kHost, kUpgrade, kVersion, kKey}));
    EXPECT_GE(answer.status, 400);
    EXPECT_LT(answer.status, 500);
}

TEST(Handshake, IsForThePathOfTheSignallingAlone) {
    const ServerProcess server;
    for (const std::string target : {"/", "/room", "/signaling/", "/signalings", "/version"}) {
        const auto answer = answer_to(
            server, lines({"GET " + target + " HTTP/1.1\r\n", kHost, kUpgrade, kVersion, kKey}));
        EXPECT_NE(answer.status, 101) << target;
    }
}

TEST(Handshake, IsNeededForTheSignalling) {
    const ServerProcess server;
    const auto answer = http_get(server.address(), "/signaling");
    EXPECT_EQ(answer.status, 426);
    EXPECT_EQ(answer.header("upgrade"), "websocket");
}

}  // namespace
}  // namespace keks::test
