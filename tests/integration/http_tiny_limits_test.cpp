// SPDX-License-Identifier: AGPL-3.0-only
// The smallest limits that a configuration may set for requests: what is within them is served, as
// often as it comes, and what is not is refused with the status that says why.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/attempt.hpp"
#include "support/http_client.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kLine = 256;
constexpr std::size_t kHeader = 1024;
constexpr std::string_view kHost = "Host: localhost\r\n";

ServerOptions tiny() {
    return with_keys({{"LIMITS_REQUEST_LINE_BYTES", std::to_string(kLine)},
                      {"LIMITS_HEADER_BYTES", std::to_string(kHeader)},
                      {"LIMITS_BODY_BYTES", "0"}});
}

// A target that makes the request line so long, its line end not counted.
std::string target_for(std::size_t line) {
    constexpr std::string_view kRest = "GET / HTTP/1.1";
    return "/" + std::string(line - kRest.size(), 'x');
}

// A field that makes the header so long, the Host and each line end counted.
std::string field_for(std::size_t header) {
    constexpr std::string_view kRest = "X: \r\n";
    return "X: " + std::string(header - kHost.size() - kRest.size(), 'y') + "\r\n";
}

std::string request(const std::string& head, const std::string& body = {}) {
    return head + "\r\n" + body;
}

TEST(TinyLimits, LetKeepAliveGoOn) {
    const ServerProcess server{tiny()};
    HttpConnection connection{server.address()};
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(connection.get("/version").status, 200);
        EXPECT_EQ(connection.get("/nothing").status, 404);
    }
}

TEST(TinyLimits, AreMetByWhatIsJustAsLong) {
    const ServerProcess server{tiny()};
    HttpConnection connection{server.address()};
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(connection.get(target_for(kLine)).status, 404);
        EXPECT_EQ(connection.get("/version", field_for(kHeader)).status, 200);
        EXPECT_EQ(connection.get(target_for(kLine), field_for(kHeader)).status, 404);
    }
}

TEST(TinyLimits, LetRequestsComeAllAtOnce) {
    const ServerProcess server{tiny()};
    HttpConnection connection{server.address()};
    const auto one = request("GET /version HTTP/1.1\r\n" + std::string{kHost} + field_for(1000));
    std::string many;
    for (int i = 0; i < 50; ++i) many += one;
    connection.send(many);
    for (int i = 0; i < 50; ++i) EXPECT_EQ(connection.response().status, 200);
}

TEST(TinyLimits, LetASignallingConnectionBegin) {
    const ServerProcess server{tiny()};
    auto present = members(server.address(), "room", 2);
    present[0].relay(std::string(100'000, 'x'));
    present[1].expect(said(present[0].id(), std::string(100'000, 'x')));
}

struct Excess {
    const char* what;
    std::string request;
    int status;
};

std::vector<Excess> excesses() {
    const auto get = "GET /version HTTP/1.1\r\n" + std::string{kHost};
    const auto post = "POST /version HTTP/1.1\r\n" + std::string{kHost};
    std::string many_fields;
    for (int i = 0; i < 1000; ++i) many_fields += "X: y\r\n";
    return {
        {"a line of one byte too much",
         request("GET " + target_for(kLine + 1) + " HTTP/1.1\r\n" + std::string{kHost}), 414},
        {"a line over all limits together",
         request("GET " + target_for(10'000) + " HTTP/1.1\r\n" + std::string{kHost}), 414},
        {"a line without an end", "GET " + target_for(10'000), 414},
        {"a header of one byte too much", request(get + field_for(kHeader + 1)), 431},
        {"a header over all limits together", request(get + field_for(10'000)), 431},
        {"many small fields", request(get + many_fields), 431},
        {"a header without an end", get + "X: " + std::string(10'000, 'y'), 431},
        {"a body of a byte", request(post + "Content-Length: 1\r\n", "x"), 413},
        {"a chunk of a byte",
         request(post + "Transfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\n\r\n"), 413},
        {"a GET with a body", request(get + "Content-Length: 5\r\n", "GET /"), 413},
        {"a body over all limits together",
         request(post + "Content-Length: 100000\r\n", std::string(100'000, 'x')), 413},
    };
}

TEST(TinyLimits, RefuseWhatIsLonger) {
    const ServerProcess server{tiny()};
    for (const auto& excess : excesses()) {
        SCOPED_TRACE(excess.what);
        attempt([&] {
            HttpConnection connection{server.address()};
            EXPECT_EQ(connection.get("/version").status, 200);
            connection.send(excess.request);
            const auto answer = connection.response();
            EXPECT_EQ(answer.status, excess.status);
            expect_security_headers(answer, excess.what);
            connection.expect_end();
        });
    }
    EXPECT_EQ(http_get(server.address(), "/version").status, 200);
}

TEST(TinyLimits, TakeABodyOfNothing) {
    const ServerProcess server{tiny()};
    HttpConnection connection{server.address()};
    for (const std::string body :
         {"Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
        connection.send("GET /version HTTP/1.1\r\n" + std::string{kHost} + body);
        EXPECT_EQ(connection.response().status, 200) << body;
    }
    EXPECT_EQ(connection.get("/version").status, 200);
}

}  // namespace
}  // namespace keks::test
