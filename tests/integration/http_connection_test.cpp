// SPDX-License-Identifier: AGPL-3.0-only
// How HTTP/1.1 connections are kept, shared and ended (RFC 9112).
#include <gtest/gtest.h>

#include "support/http_client.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"

namespace keks::test {
namespace {

constexpr std::string_view kAsk = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST(KeepAlive, ServesManyRequestsOnOneConnection) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    const auto version = connection.get("/version").body;
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(connection.get("/version").body, version);
        EXPECT_EQ(connection.get("/nothing").status, 404);
    }
}

TEST(KeepAlive, EndsWhereTheClientAsks) {
    const ServerProcess server;
    for (const std::string_view more : {"Connection: close\r\n", "connection: foo, Close\r\n"}) {
        HttpConnection connection{server.address()};
        const auto answer = connection.get("/version", more);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.header("connection"), "close");
        connection.expect_end();
    }
}

TEST(Pipelining, AnswersInOrder) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    std::string requests;
    for (int i = 0; i < 100; ++i) {
        requests += kAsk;
        requests += "HEAD /config.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
        requests += "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
    connection.send(requests);
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(connection.response().status, 200);
        EXPECT_EQ(connection.response(Asked::by_head).status, 200);
        EXPECT_EQ(connection.response().status, 404);
    }
}

TEST(Pipelining, ServesWhatCameBeforeAHalfClose) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    connection.send(std::string{kAsk} + std::string{kAsk});
    connection.socket().shutdown_write();
    EXPECT_EQ(connection.response().status, 200);
    EXPECT_EQ(connection.response().status, 200);
    connection.expect_end();
}

TEST(Request, MayComeInPiecesOfOneByte) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    for (const char byte : kAsk) connection.send({&byte, 1});
    EXPECT_EQ(connection.response().status, 200);
}

TEST(Request, MayFollowAnEmptyLine) {
    // RFC 9112, section 2.2: some clients send one more CRLF after a request.
    const ServerProcess server;
    HttpConnection connection{server.address()};
    connection.send("\r\n" + std::string{kAsk});
    EXPECT_EQ(connection.response().status, 200);
    connection.send("\r\n" + std::string{kAsk});
    EXPECT_EQ(connection.response().status, 200);
}

TEST(Request, OfHttp10IsAnsweredAndEndsTheConnection) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    connection.send("GET /version HTTP/1.0\r\n\r\n");
    const auto answer = connection.response();
    EXPECT_EQ(answer.status, 200);
    EXPECT_FALSE(answer.has("transfer-encoding"));
    connection.expect_end();
}

TEST(Request, OfHttp10MayAskToKeepTheConnection) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    const std::string ask = "GET /version HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    connection.send(ask);
    const auto answer = connection.response();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("connection"), "keep-alive");
    connection.send(ask);
    EXPECT_EQ(connection.response().status, 200);
}

TEST(Request, OfAbsoluteFormIsAnswered) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    EXPECT_EQ(connection.get("http://example.org:80/version").status, 200);
    EXPECT_EQ(connection.get("http://localhost/nothing").status, 404);
}

TEST(Body, OfAGetIsReadAndIgnored) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    connection.send("GET /version HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nGET /");
    EXPECT_EQ(connection.response().status, 200);
    connection.send(
        "GET /version HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5;a=b\r\nGET /\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n");
    EXPECT_EQ(connection.response().status, 200);
    EXPECT_EQ(connection.get("/nothing").status, 404);
}

TEST(Body, OverTheLimitIsRefused) {
    const ServerProcess server{with_keys({{"LIMITS_BODY_BYTES", "1024"}})};
    const std::string post = "POST /version HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& request : {post + "Content-Length: 1025\r\n\r\n" + std::string(1025, 'x'),
                                post + "Content-Length: 1099511627776\r\n\r\n",
                                post + "Transfer-Encoding: chunked\r\n\r\n401\r\n" +
                                    std::string(1025, 'x') + "\r\n0\r\n\r\n",
                                post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFF\r\n"}) {
        HttpConnection connection{server.address()};
        connection.send(request);
        const auto answer = connection.response();
        EXPECT_EQ(answer.status, 413) << request.substr(0, 100);
        expect_security_headers(answer, "too long a body");
        connection.expect_end();
    }
}

TEST(Body, OfManySmallChunksOverTheLimitIsRefused) {
    const ServerProcess server{with_keys({{"LIMITS_BODY_BYTES", "1024"}})};
    HttpConnection connection{server.address()};
    std::string request =
        "POST /version HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 2000; ++i) request += "1\r\nx\r\n";
    connection.send(request);
    EXPECT_EQ(connection.response().status, 413);
    connection.expect_end();
}

TEST(Body, ThatAwaitsAWordIsNotWaitedForInVain) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    connection.send(
        "POST /version HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Length: 3\r\n\r\n");
    auto answer = connection.response();
    if (answer.status == 100) {
        connection.send("abc");
        answer = connection.response();
    }
    EXPECT_EQ(answer.status, 405);
}

}  // namespace
}  // namespace keks::test
