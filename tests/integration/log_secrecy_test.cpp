// SPDX-License-Identifier: AGPL-3.0-only
// What the server writes at its usual level names no one and nothing that was said.
#include <gtest/gtest.h>

#include <csignal>

#include "support/http_client.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

// Unlike the address that the server listens on, which it may name.
constexpr const char* kClientHost = "127.9.8.7";
const SocketOptions kFromThere{.receive_buffer = 0, .source_host = kClientHost};

void tell_a_story(const Address& address) {
    auto alice = member(address, "canary-hash", kFromThere);
    auto bob = member(address, "canary-hash", kFromThere);
    bob.expect(joined(alice.id()));
    alice.watch({"canary-watch", "canary-hash"});
    bob.relay("canary-message");
    bob.relay_to(alice.id(), "canary-private");
    bob.expect_nothing();
    alice.send_text(R"({"canary-packet":{"canary-field":1}})");
    alice.connection().expect_close(1008);
    bob.connection().send_frame("canary-binary", {.opcode = opcode::kBinary});
    bob.expect(left(alice.id()));
    bob.connection().expect_close(1003);
}

void ask_over_http(const Address& address) {
    HttpConnection connection{address, kFromThere};
    const std::string more =
        "Referer: http://canary-referer/\r\nUser-Agent: canary-agent\r\n"
        "X-Forwarded-For: 192.0.2.33\r\n";
    EXPECT_EQ(connection.get("/room/canary-secret", more).status, 301);
    EXPECT_EQ(connection.get("/canary-path?canary-query", more).status, 404);
    connection.send("canary-garbage\r\n\r\n");
    EXPECT_EQ(connection.response().status, 400);
}

void vanish(const Address& address) {
    auto carol = member(address, "canary-hash", kFromThere);
    carol.connection().send_frame("canary", {.reserved = 7});
    static_cast<void>(carol.connection().await_end());
    auto dave = member(address, "canary-hash", kFromThere);
    dave.connection().socket().reset();
}

TEST(Log, HoldsNoAddressNoHashAndNoMessage) {
    ServerProcess server{with_keys({{"WEBRTC_TURN_CRED", "canary-credential"},
                                    {"WEBRTC_TURN", "turn:turn.example.org"},
                                    {"WEBRTC_TURN_USER", "canary-user"}})};
    tell_a_story(server.address());
    ask_over_http(server.address());
    vanish(server.address());
    auto last = member(server.address(), "canary-hash", kFromThere);
    server.send_signal(SIGTERM);
    last.connection().expect_close(1001);
    EXPECT_EQ(server.await_exit().code, 0);
    const auto log = server.output();
    EXPECT_NE(log.find("stopping"), std::string::npos) << log;
    EXPECT_EQ(log.find("canary"), std::string::npos) << log;
    EXPECT_EQ(log.find(kClientHost), std::string::npos) << log;
    EXPECT_EQ(log.find("192.0.2.33"), std::string::npos) << log;
}

}  // namespace
}  // namespace keks::test
