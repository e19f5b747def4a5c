// SPDX-License-Identifier: AGPL-3.0-only
// What RFC 6455 forbids a client to send ends its connection with 1002 and is no other's concern.
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/counters.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

struct Violation {
    const char* what;
    std::string bytes;
};

std::string close_frame(std::string_view payload) {
    return encode_frame(payload, {.opcode = opcode::kClose});
}

std::vector<Violation> violations() {
    const std::string ping = R"({"ping":null})";
    const auto begun = encode_frame("{", {.fin = false});
    std::vector<Violation> all{
        {"a frame without a mask (section 5.1)", encode_frame(ping, {.masked = false})},
        {"RSV1 without an extension (5.2)", encode_frame(ping, {.reserved = 4})},
        {"RSV2", encode_frame(ping, {.reserved = 2})},
        {"RSV3", encode_frame(ping, {.reserved = 1})},
        {"RSV1 in a continuation",
         begun + encode_frame("}", {.opcode = opcode::kContinuation, .reserved = 4})},
        {"RSV1 in a ping", encode_frame("", {.opcode = opcode::kPing, .reserved = 4})},
        {"a ping in fragments (5.5)", encode_frame("", {.opcode = opcode::kPing, .fin = false})},
        {"a pong in fragments", encode_frame("", {.opcode = opcode::kPong, .fin = false})},
        {"a close in fragments", encode_frame("", {.opcode = opcode::kClose, .fin = false})},
        {"a ping of 126 bytes", encode_frame(std::string(126, 'p'), {.opcode = opcode::kPing})},
        {"a pong of 126 bytes", encode_frame(std::string(126, 'p'), {.opcode = opcode::kPong})},
        {"a close of 126 bytes", close_frame(close_payload(1000, std::string(124, 'c')))},
        {"a ping that announces 64 KiB",
         encode_frame("", {.opcode = opcode::kPing, .announced = 65536})},
        {"a continuation of nothing (5.4)", encode_frame(ping, {.opcode = opcode::kContinuation})},
        {"a new text within a message", begun + encode_frame(ping)},
        {"a binary within a message", begun + encode_frame("", {.opcode = opcode::kBinary})},
        {"a continuation after the last",
         encode_frame(ping) + encode_frame("", {.opcode = opcode::kContinuation})},
        {"a close with half a code (5.5.1)", close_frame("\x03")},
    };
    for (const unsigned unknown : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U}) {
        all.push_back({"an opcode that is not defined", encode_frame("", {.opcode = unknown})});
    }
    const std::vector<std::uint16_t> reserved{0, 999, 1004, 1005, 1006, 1015, 2999};
    for (const auto code : reserved) {
        all.push_back(
            {"a close code that must not be sent (7.4)", close_frame(close_payload(code))});
    }
    return all;
}

void expect_1002(const ServerProcess& server, const Violation& violation) {
    TestClient culprit{server.address()};
    culprit.connection().send_raw(violation.bytes);
    const auto ending = culprit.connection().await_end();
    ASSERT_TRUE(ending.close_code) << "no close frame";
    EXPECT_EQ(*ending.close_code, 1002) << ending.reason;
    EXPECT_LE(ending.reason.size(), 123U);
}

TEST(FramingFault, ClosesTheConnectionWith1002) {
    const ServerProcess server;
    for (const auto& violation : violations()) {
        SCOPED_TRACE(violation.what +
                     (" " + ::testing::PrintToString(violation.bytes)).substr(0, 60));
        attempt([&] { expect_1002(server, violation); });
    }
}

TEST(FramingFault, OfOneIsOnlyALeaveForOthers) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    auto witness = member(server.address(), "room");
    const auto connections = counters.value(counter::kConnections);
    for (const auto& violation : violations()) {
        SCOPED_TRACE(violation.what);
        auto culprit = member(server.address(), "room");
        culprit.connection().send_raw(violation.bytes);
        witness.expect(joined(culprit.id()));
        witness.expect(left(culprit.id()));
        static_cast<void>(culprit.connection().await_end());
    }
    witness.expect_nothing();
    counters.await_closed("protocol_error", static_cast<double>(violations().size()));
    counters.await(counter::kConnections, connections);
}

TEST(FramingFault, OfALengthWithItsTopBitSetEndsTheConnection) {
    // Forbidden (section 5.2), and too long for any limit: either may be said.
    const ServerProcess server;
    TestClient culprit{server.address()};
    culprit.connection().send_frame("", {.announced = std::uint64_t{1} << 63U});
    const auto ending = culprit.connection().await_end();
    ASSERT_TRUE(ending.close_code);
    EXPECT_TRUE(*ending.close_code == 1002 || *ending.close_code == 1009) << *ending.close_code;
}

TEST(FramingFault, OfACloseReasonThatIsNoUtf8EndsTheConnection) {
    const ServerProcess server;
    TestClient culprit{server.address()};
    culprit.connection().send_close(1000, "\xFF");
    const auto ending = culprit.connection().await_end();
    ASSERT_TRUE(ending.close_code);
    EXPECT_TRUE(*ending.close_code == 1002 || *ending.close_code == 1007) << *ending.close_code;
}

TEST(FramingFault, OfRandomBytesNeverStopsTheServer) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    auto witness = member(server.address(), "room");
    const auto connections = counters.value(counter::kConnections);
    unsigned state = 12345;
    for (int round = 0; round < 200; ++round) {
        TestClient culprit{server.address()};
        std::string noise;
        for (int i = 0; i < 200; ++i) {
            state = state * 1103515245U + 12345U;
            noise += static_cast<char>(state >> 16U);
        }
        culprit.connection().send_raw(noise);
        culprit.connection().socket().shutdown_write();
        static_cast<void>(culprit.connection().await_end());
    }
    witness.expect_nothing();
    counters.await(counter::kConnections, connections);
}

}  // namespace
}  // namespace keks::test
