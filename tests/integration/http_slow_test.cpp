// SPDX-License-Identifier: AGPL-3.0-only
// Who takes forever to send a request gets 408 or is cut, however cleverly it drips.
#include <gtest/gtest.h>

#include "support/counters.hpp"
#include "support/http_client.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"
#include "support/websocket_connection.hpp"

namespace keks::test {
namespace {

ServerOptions impatient() {
    return with_counters(with_keys({{"LIMITS_REQUEST_TIMEOUT_SECONDS", "1"}}));
}

void expect_408_or_end(HttpConnection& connection, Where where = Where::current()) {
    const auto answer = connection.response_or_end(Asked::by_get, where);
    if (!answer) return;
    EXPECT_EQ(answer->status, 408);
    expect_security_headers(*answer, "a slow request");
    connection.expect_end(where);
}

TEST(SlowSender, OfAHeadIsCut) {
    const ServerProcess server{impatient()};
    const Counters counters{server.metrics_address()};
    const auto before = counters.value(counter::kConnections);
    for (const std::string part : {"", "G", "GET /version HTTP/1.1\r\n",
                                   "GET /version HTTP/1.1\r\nHost: localhost\r\nX: y"}) {
        HttpConnection connection{server.address()};
        connection.send(part);
        expect_408_or_end(connection);
    }
    counters.await(counter::kConnections, before);
}

TEST(SlowSender, OfABodyIsCut) {
    const ServerProcess server{impatient()};
    for (const std::string part :
         {"Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
          "Transfer-Encoding: chunked\r\n\r\n0\r\nTrailer: "}) {
        HttpConnection connection{server.address()};
        connection.send("GET /version HTTP/1.1\r\nHost: localhost\r\n" + part);
        expect_408_or_end(connection);
    }
}

TEST(SlowSender, ThatDripsIsCut) {
    const ServerProcess server{impatient()};
    HttpConnection connection{server.address()};
    connection.send("GET /version HTTP/1.1\r\nHost: localhost\r\nX: ");
    // A byte whenever the server was silent for a while; never as much as would be too much.
    const Deadline deadline;
    std::string answer;
    auto arrival = Arrival::nothing;
    for (int bytes = 0; arrival == Arrival::nothing && bytes < 100; ++bytes) {
        connection.send("y");
        arrival = connection.socket().read_some(answer, Deadline{std::chrono::milliseconds{100}});
        ASSERT_FALSE(deadline.passed());
    }
    EXPECT_NE(arrival, Arrival::nothing) << "still patient";
    EXPECT_TRUE(answer.empty() || answer.starts_with("HTTP/1.1 408 ")) << answer;
}

TEST(SlowSender, OfASecondRequestIsCutToo) {
    const ServerProcess server{impatient()};
    HttpConnection connection{server.address()};
    EXPECT_EQ(connection.get("/version").status, 200);
    connection.send("GET /version HT");
    expect_408_or_end(connection);
}

TEST(SlowSender, IsNoOneElsesConcern) {
    const ServerProcess server{impatient()};
    std::vector<HttpConnection> slow;
    for (int i = 0; i < 50; ++i) {
        slow.emplace_back(server.address());
        slow.back().send("GET / HTTP/1.1\r\n");
    }
    EXPECT_EQ(http_get(server.address(), "/version").status, 200);
    for (auto& connection : slow) expect_408_or_end(connection);
}

}  // namespace
}  // namespace keks::test
