// SPDX-License-Identifier: AGPL-3.0-only
// Who is about to become a client when the server ends is told so too (protocol section 2: 1001).
#include <gtest/gtest.h>

#include <csignal>
#include <vector>

#include "integration/shutdown.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kCrowd = 20;

// Connections of which the server has read the first half of a handshake.
std::vector<WebSocketConnection> half_open_crowd(const ServerProcess& server) {
    std::vector<WebSocketConnection> crowd;
    while (crowd.size() < kCrowd) {
        crowd.push_back(WebSocketConnection::half_open(server.address()));
    }
    // Who came after them is served, so they were read.
    TestClient last{server.address()};
    last.connection().await_pong();
    return crowd;
}

void expect_upgrade_and_goodbye(std::vector<WebSocketConnection>& crowd) {
    for (auto& client : crowd) {
        ASSERT_TRUE(client.take_answer());
        client.expect_close(1001);
    }
}

TEST(HandshakeDuringShutdown, IsAnsweredAndThenClosedWith1001) {
    ServerProcess server{slow_to_close()};
    auto crowd = half_open_crowd(server);
    TestClient told{server.address()};
    server.send_signal(SIGTERM);
    told.connection().expect_close(1001);
    for (auto& late : crowd) late.send_other_half();
    expect_upgrade_and_goodbye(crowd);
    EXPECT_EQ(server.await_exit(), kWell);
}

TEST(HandshakeDuringShutdown, ThatComesWithTheSignalEndsAsOne) {
    ServerProcess server{slow_to_close()};
    auto crowd = half_open_crowd(server);
    server.pause();
    server.send_signal(SIGTERM);
    for (auto& client : crowd) client.send_other_half();
    server.resume();
    expect_upgrade_and_goodbye(crowd);
    EXPECT_EQ(server.await_exit(), kWell);
}

TEST(HandshakeDuringShutdown, OfAConnectionThatComesWithTheSignalEndsInOrder) {
    ServerProcess server{slow_to_close()};
    auto crowd = half_open_crowd(server);
    server.pause();
    server.send_signal(SIGTERM);
    // Whether these are still accepted is the server's affair; who is answered is also told.
    while (crowd.size() < 2 * kCrowd) {
        crowd.push_back(WebSocketConnection::half_open(server.address()));
    }
    for (auto& client : crowd) client.send_other_half();
    server.resume();
    for (auto& client : crowd) {
        if (client.take_answer()) client.expect_close(1001);
    }
    EXPECT_EQ(server.await_exit(), kWell);
}

}  // namespace
}  // namespace keks::test
