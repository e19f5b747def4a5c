// SPDX-License-Identifier: AGPL-3.0-only
// What is no good request is refused, the connection ends, and nothing behind it is taken for
// another request.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/http_client.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"

namespace keks::test {
namespace {

constexpr std::string_view kHidden = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string get_with(std::string_view more) {
    return "GET /nothing HTTP/1.1\r\nHost: localhost\r\n" + std::string{more};
}

// The request, with another one behind it that must not be answered.
HttpResponse refused(const ServerProcess& server, const std::string& request,
                     Where where = Where::current()) {
    HttpConnection connection{server.address()};
    connection.send(request + std::string{kHidden}, where);
    auto answer = connection.response(Asked::by_get, where);
    expect_security_headers(answer, request.substr(0, 60));
    connection.expect_end(where);
    return answer;
}

TEST(BadRequest, IsRefusedAndEndsTheConnection) {
    const ServerProcess server;
    const std::vector<std::string> requests{
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET /version\r\n\r\n",
        "GET  /version HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /version HTTP/1.1 \r\nHost: localhost\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /version HTTX/1.1\r\nHost: localhost\r\n\r\n",
        "GET /version http/1.1\r\nHost: localhost\r\n\r\n",
        "G\x01T /version HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "G(T /version HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /\x01 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        get_with("no colon\r\n\r\n"),
        get_with("space before : colon\r\n\r\n"),
        get_with(": no name\r\n\r\n"),
        get_with("na me: x\r\n\r\n"),
        get_with("X: a\x01z\r\n\r\n"),
        get_with(std::string{"X: a\0z\r\n\r\n", 10}),
        get_with("X: a\rb\r\n\r\n"),
        "GET /version HTTP/1.1\r\n X: folded\r\nHost: localhost\r\n\r\n",
        std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", 11) + std::string(80, '\x7') +
            "\r\n\r\n",
    };
    for (const auto& request : requests) {
        SCOPED_TRACE(::testing::PrintToString(request));
        attempt([&] { EXPECT_EQ(refused(server, request).status, 400); });
    }
}

TEST(BadRequest, IsOneWithoutAHost) {
    const ServerProcess server;
    EXPECT_EQ(refused(server, "GET /version HTTP/1.1\r\n\r\n").status, 400);
}

TEST(BadRequest, IsOneWithTwoHosts) {
    const ServerProcess server;
    EXPECT_EQ(refused(server, get_with("Host: other\r\n\r\n")).status, 400);
}

TEST(BadRequest, IsOneOfAnotherHttp) {
    const ServerProcess server;
    for (const std::string version : {"HTTP/2.0", "HTTP/3.0", "HTTP/0.9", "HTTP/1.9"}) {
        HttpConnection connection{server.address()};
        connection.send("GET /version " + version + "\r\nHost: localhost\r\n\r\n");
        const auto answer = connection.response();
        // RFC 9112, section 2.3: a later minor version may be taken for the one that is known.
        EXPECT_TRUE(answer.status == 400 || answer.status == 505 ||
                    (version == "HTTP/1.9" && answer.status == 200))
            << version << " got " << answer.status;
    }
    HttpConnection preface{server.address()};
    preface.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    const auto answer = preface.response_or_end();
    EXPECT_TRUE(!answer || answer->status >= 400) << answer->status;
}

TEST(Smuggling, ByLengthsThatContradictIsRefused) {
    const ServerProcess server;
    const std::vector<std::string> heads{
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "Content-Length: 3, 4\r\n\r\nabcd",
        "Content-Length: +3\r\n\r\nabc",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 0x3\r\n\r\nabc",
        "Content-Length: 3 3\r\n\r\nabc",
        "Content-Length: \r\n\r\n",
        "Content-Length: 18446744073709551616\r\n\r\n",
        "Content-Length : 3\r\n\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
    };
    for (const auto& head : heads) {
        SCOPED_TRACE(head);
        attempt([&] {
            const auto status = refused(server, get_with(head)).status;
            EXPECT_TRUE(status == 400 || status == 413) << status;
        });
    }
}

// A proxy that knows no chunks in HTTP/1.0 sees another end of the request than we would.
TEST(Smuggling, ByChunksInAnOldVersionIsRefused) {
    const ServerProcess server;
    const auto answer = refused(server,
                                "POST /version HTTP/1.0\r\nConnection: keep-alive\r\n"
                                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    EXPECT_EQ(answer.status, 400);
}

TEST(Smuggling, ByUnknownTransferCodingsIsRefused) {
    const ServerProcess server;
    for (const std::string coding : {"xchunked", "chunked, gzip", "gzip", "identity", "\vchunked",
                                     "chunked\r\nTransfer-Encoding: identity", "\"chunked\""}) {
        SCOPED_TRACE(coding);
        attempt([&] {
            const auto status =
                refused(server, get_with("Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n"))
                    .status;
            EXPECT_TRUE(status == 400 || status == 501) << status;
        });
    }
}

TEST(RequestSize, OfTheLineIsBounded) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    EXPECT_EQ(connection.get("/" + std::string(7000, 'x')).status, 404);
    for (const std::size_t size : {9'000U, 100'000U, 1'000'000U}) {
        EXPECT_EQ(refused(server, "GET /" + std::string(size, 'x') + " HTTP/1.1\r\n\r\n").status,
                  414)
            << size;
    }
}

TEST(RequestSize, OfALineWithoutAnEndIsBounded) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    connection.send("GET /" + std::string(30'000, 'x'));
    EXPECT_EQ(connection.response().status, 414);
    connection.expect_end();
}

TEST(RequestSize, OfTheHeadersIsBounded) {
    const ServerProcess server;
    HttpConnection connection{server.address()};
    EXPECT_EQ(connection.get("/version", "X: " + std::string(14'000, 'x') + "\r\n").status, 200);
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "X: y\r\n";
    for (const auto& headers :
         {"X: " + std::string(20'000, 'x') + "\r\n", "X: " + std::string(2'000'000, 'x') + "\r\n",
          many, std::string(20'000, 'x') + ": y\r\n"}) {
        EXPECT_EQ(refused(server, get_with(headers + "\r\n")).status, 431) << headers.size();
    }
}

TEST(RequestSize, IsBoundedByTheConfiguration) {
    const ServerProcess server{
        with_keys({{"LIMITS_REQUEST_LINE_BYTES", "1024"}, {"LIMITS_HEADER_BYTES", "2048"}})};
    HttpConnection connection{server.address()};
    EXPECT_EQ(connection.get("/" + std::string(900, 'x')).status, 404);
    EXPECT_EQ(connection.get("/version", "X: " + std::string(1800, 'x') + "\r\n").status, 200);
    EXPECT_EQ(refused(server, "GET /" + std::string(1100, 'x') + " HTTP/1.1\r\n\r\n").status, 414);
    EXPECT_EQ(refused(server, get_with("X: " + std::string(2100, 'x') + "\r\n\r\n")).status, 431);
}

}  // namespace
}  // namespace keks::test
