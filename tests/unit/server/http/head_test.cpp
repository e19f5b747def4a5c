// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/head.hpp"

#include <gtest/gtest.h>

namespace keks::server {
namespace {

constexpr std::time_t kSomeTime = 784111777;  // the example of RFC 9110, section 5.6.7

// What every head has behind its first line.
std::string security_lines() {
    std::string lines;
    for (const auto& [name, value] : security_headers())
        lines.append(name).append(": ").append(value).append("\r\n");
    return lines;
}

TEST(ResponseHead, HasStatusFieldsLengthDateAndConnection) {
    Response response;
    response.status = 404;
    response.headers.push_back({"Content-Type", "text/plain"});
    response.content_length = 12;
    EXPECT_EQ(serialize_head(response, Persistence::stays_as_asked, kSomeTime),
              "HTTP/1.1 404 Not Found\r\n" + security_lines() +
                  "Content-Type: text/plain\r\n"
                  "Content-Length: 12\r\n"
                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                  "Connection: keep-alive\r\n"
                  "\r\n");
}

TEST(ResponseHead, SaysNothingOfAConnectionThatStaysAsUsual) {
    Response response;
    response.content_length = 0;
    EXPECT_EQ(serialize_head(response, Persistence::stays, kSomeTime),
              "HTTP/1.1 200 OK\r\n" + security_lines() +
                  "Content-Length: 0\r\n"
                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                  "\r\n");
}

TEST(ResponseHead, HasNoLengthWhereThereIsNoBody) {
    Response response;
    response.status = 304;
    EXPECT_EQ(serialize_head(response, Persistence::closes, kSomeTime),
              "HTTP/1.1 304 Not Modified\r\n" + security_lines() +
                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                  "Connection: close\r\n"
                  "\r\n");
}

TEST(ResponseHead, NamesTheUpgradeAmongTheConnectionOptions) {
    Response response;
    response.status = 426;
    response.headers.push_back({"Upgrade", "websocket"});
    response.content_length = 0;
    const auto connection = [&response](Persistence persistence) {
        const std::string head = serialize_head(response, persistence, kSomeTime);
        return head.substr(head.find("Connection:"));
    };
    EXPECT_EQ(connection(Persistence::stays), "Connection: upgrade\r\n\r\n");
    EXPECT_EQ(connection(Persistence::stays_as_asked), "Connection: upgrade, keep-alive\r\n\r\n");
    EXPECT_EQ(connection(Persistence::closes), "Connection: upgrade, close\r\n\r\n");
}

}  // namespace
}  // namespace keks::server
