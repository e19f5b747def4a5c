// SPDX-License-Identifier: AGPL-3.0-only
// Who does not read delays nobody and is cut at its bound (protocol section 2, "Delivery",
// "Faults").
#include <gtest/gtest.h>

#include <algorithm>

#include "support/counters.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kOutbox = std::size_t{256} << 10U;
constexpr std::size_t kMessage = std::size_t{32} << 10U;
// The system's own buffers hold some megabytes for a TCP connection that is not read, and little
// for a unix socket.
constexpr std::size_t kEnough = std::size_t{32} << 20U;
const SocketOptions kSmallWindow{.receive_buffer = 4096, .source_host = {}};

ServerOptions small_outboxes() {
    return with_counters(with_keys(
        {{"LIMITS_OUTBOX_BYTES", std::to_string(kOutbox)}, {"LIMITS_MESSAGE_BYTES", "65536"}}));
}

ServerOptions on_unix_socket(const TemporaryDirectory& directory, ServerOptions options) {
    options.bind = "unix:" + (directory.path() / "socket").string();
    return options;
}

// Takes the next message; a leave of `stalled` on the way is counted.
void take_message(TestClient& client, const Packet& message, const Packet& stalled_left,
                  int& leaves) {
    auto next = client.next_packet();
    if (next == stalled_left) {
        ++leaves;
        next = client.next_packet();
    }
    ASSERT_EQ(next, message);
}

TEST(SlowReader, AmongTwoHundredIsCutWhileTheOthersGoOnReceiving) {
    const TemporaryDirectory directory;
    const ServerProcess server{on_unix_socket(directory, small_outboxes())};
    const Counters counters{server.metrics_address()};
    auto present = members(server.address(), "room", 199);
    auto stalled = member(server.address(), "room");
    for (auto& client : present) client.expect(joined(stalled.id()));

    const std::string text(kMessage, 'x');
    const auto message = said(present[0].id(), text);
    const auto stalled_left = left(stalled.id());
    std::vector<int> leaves(present.size(), 0);
    double most_frame_bytes = 0;
    for (std::size_t sent = 0; leaves[1] == 0 && sent < kEnough; sent += kMessage) {
        present[0].relay(text);
        for (std::size_t i = 1; i < present.size(); ++i) {
            ASSERT_NO_FATAL_FAILURE(take_message(present[i], message, stalled_left, leaves[i]));
        }
        most_frame_bytes = std::max(most_frame_bytes, counters.value(counter::kFrameBytes));
    }
    for (std::size_t i = 0; i < present.size(); ++i) {
        for (const auto& packet : present[i].sync()) leaves[i] += packet == stalled_left ? 1 : 100;
        EXPECT_EQ(leaves[i], 1) << "of member " << i;
    }
    EXPECT_LE(most_frame_bytes, static_cast<double>(kOutbox + 2 * kMessage));
    counters.await_closed("too_slow", 1);
    counters.await(counter::kFrameBytes, 0);
}

TEST(SlowReader, IsClosedWith1013OrAborted) {
    const ServerProcess server{small_outboxes()};
    auto sender = member(server.address(), "room");
    auto stalled = member(server.address(), "room", kSmallWindow);
    sender.expect(joined(stalled.id()));
    const std::string text(kMessage, 'x');
    std::string burst;
    for (std::size_t sent = 0; sent < kEnough / 2; sent += kMessage) {
        burst += encode_frame(R"({"relay":{"message":")" + text + "\"}}");
    }
    sender.connection().send_raw(burst);
    sender.expect(left(stalled.id()));
    sender.expect_nothing();
    const auto ending = stalled.connection().await_end();
    EXPECT_EQ(ending.close_code.value_or(1013), 1013) << ending.reason;
}

TEST(SlowReader, ThatReadsAgainInTimeMissesNothing) {
    const ServerProcess server{small_outboxes()};
    auto sender = member(server.address(), "room");
    auto slow = member(server.address(), "room", kSmallWindow);
    sender.expect(joined(slow.id()));
    slow.expect(joined(sender.id()));
    const std::string text(kMessage, 'x');
    constexpr int kFits = kOutbox / kMessage - 2;
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < kFits; ++i) sender.relay(text + std::to_string(i));
        sender.expect_nothing();
        for (int i = 0; i < kFits; ++i) slow.expect(said(sender.id(), text + std::to_string(i)));
    }
    slow.expect_nothing();
}

TEST(SlowReader, ThatOnlyWatchesIsCutToo) {
    const ServerProcess server{small_outboxes()};
    const Counters counters{server.metrics_address()};
    TestClient stalled{server.address(), kSmallWindow};
    const std::string hash(1000, 'w');
    stalled.watch({hash});
    stalled.connection().await_pong();
    TestClient restless{server.address()};
    const auto twice =
        encode_frame(R"({"join":{"hash":")" + hash + "\"}}") + encode_frame(R"({"join":{}})");
    std::string burst;
    for (int i = 0; i < 200; ++i) burst += twice;
    const Deadline deadline;
    while (counters.closed("too_slow") == 0) {
        ASSERT_FALSE(deadline.passed());
        restless.connection().send_raw(burst);
        restless.connection().await_pong();
    }
    counters.await(counter::kWatchedRooms, 0);
}

TEST(SlowReader, OfItsOwnPongsOrMessagesIsCutToo) {
    const ServerProcess server{small_outboxes()};
    const Counters counters{server.metrics_address()};
    for (const bool by_ping : {true, false}) {
        auto witness = member(server.address(), "room");
        auto stalled = member(server.address(), "room", kSmallWindow);
        witness.expect(joined(stalled.id()));
        const auto note = R"({"relay":{"recipient":)" + std::to_string(stalled.id()) +
                          R"(,"message":")" + std::string(kMessage, 'x') + "\"}}";
        const auto frame = by_ping ? encode_frame(std::string(125, 'p'), {.opcode = opcode::kPing})
                                   : encode_frame(note);
        // Writes without ever reading, until the server has had enough of it or takes no more.
        const Deadline deadline{std::chrono::seconds{3}};
        bool taken = true;
        for (std::size_t sent = 0; taken && sent < kEnough; sent += frame.size()) {
            std::string_view rest = frame;
            while (taken && !rest.empty() && !deadline.passed()) {
                stalled.connection().socket().await(false, true, deadline);
                taken = stalled.connection().socket().send_some(rest);
            }
            if (deadline.passed()) break;
        }
        EXPECT_LE(counters.value(counter::kFrameBytes), static_cast<double>(2 * kOutbox));
        stalled.connection().socket().reset();
        witness.expect(left(stalled.id()));
        witness.expect_nothing();
    }
}

TEST(SlowReader, IsCutWhenAllOutboxesTogetherHoldTooMuch) {
    const TemporaryDirectory directory;
    const ServerProcess server{on_unix_socket(
        directory,
        with_keys({{"LIMITS_TOTAL_OUTBOX_BYTES", std::to_string(4 * kOutbox)}}, small_outboxes()))};
    const Counters counters{server.metrics_address()};
    std::vector<TestClient> stalled;
    std::vector<TestClient> senders;
    for (int i = 0; i < 30; ++i) {
        const auto hash = "room " + std::to_string(i);
        stalled.push_back(member(server.address(), hash));
        senders.push_back(member(server.address(), hash));
    }
    const std::string text(kMessage, 'x');
    for (std::size_t sent = 0; sent < 3 * kOutbox; sent += kMessage) {
        for (auto& sender : senders) sender.relay(text);
        for (auto& sender : senders) static_cast<void>(sender.sync());
        EXPECT_LE(counters.value(counter::kFrameBytes),
                  static_cast<double>(4 * kOutbox + senders.size() * 2 * kMessage));
    }
    EXPECT_GE(counters.closed("too_slow"), 20);
}

TEST(SlowSender, OfMessagesThatNeverEndHoldsNoMoreThanAllTogetherMay) {
    constexpr std::size_t kTotal = std::size_t{2} << 20U;
    constexpr std::size_t kPart = kTotal / 4;
    const ServerProcess server{
        with_counters(with_keys({{"LIMITS_TOTAL_OUTBOX_BYTES", std::to_string(kTotal)},
                                 {"LIMITS_MESSAGE_BYTES", std::to_string(kTotal / 2)},
                                 {"LIMITS_OUTBOX_BYTES", std::to_string(kTotal)}}))};
    const Counters counters{server.metrics_address()};
    auto present = members(server.address(), "room", 3);
    std::vector<TestClient> endless;
    for (int i = 0; i < 20; ++i) {
        endless.emplace_back(server.address());
        endless.back().connection().send_frame(std::string(kPart, ' '), {.fin = false});
        present[0].relay("how are you?");
        present[1].expect(said(present[0].id(), "how are you?"));
        EXPECT_LE(counters.value(counter::kFrameBytes), static_cast<double>(kTotal + kPart));
    }
    // Most of the twenty had to go.
    const Deadline deadline;
    while (counters.value(counter::kWebsockets) > 3 + 4) ASSERT_FALSE(deadline.passed());
    for (auto& client : present) static_cast<void>(client.sync());
    endless.clear();
    counters.await(counter::kWebsockets, 3);
    counters.await(counter::kFrameBytes, 0);
}

TEST(SlowSender, OfSmallMessagesThatNeverEndHoldsNoMoreThanAllTogetherMay) {
    constexpr std::size_t kTotal = std::size_t{256} << 10U;
    constexpr std::size_t kMessageBytes = 12000;
    constexpr std::size_t kPart = 8000;
    const ServerProcess server{
        with_counters(with_keys({{"LIMITS_TOTAL_OUTBOX_BYTES", std::to_string(kTotal)},
                                 {"LIMITS_MESSAGE_BYTES", std::to_string(kMessageBytes)},
                                 {"LIMITS_OUTBOX_BYTES", std::to_string(kTotal / 4)}}))};
    const Counters counters{server.metrics_address()};
    auto present = members(server.address(), "room", 2);
    const auto half = encode_frame(std::string(kMessageBytes, ' ')).substr(0, kPart);
    std::vector<TestClient> endless;
    for (std::size_t sent = 0; sent < 2 * kTotal; sent += kPart) {
        endless.emplace_back(server.address());
        endless.back().connection().send_raw(half);
        present[0].relay("how are you?");
        present[1].expect(said(present[0].id(), "how are you?"));
        EXPECT_LE(counters.value(counter::kFrameBytes), static_cast<double>(kTotal + kPart));
    }
    // Half of them had to go, and at once: they leave nothing that is still to be sent.
    constexpr std::size_t kFit = kTotal / kPart;
    const Deadline deadline;
    while (counters.value(counter::kWebsockets) > static_cast<double>(2 + kFit)) {
        ASSERT_FALSE(deadline.passed());
    }
    for (auto& client : present) static_cast<void>(client.sync());
    endless.clear();
    counters.await(counter::kWebsockets, 2);
    counters.await(counter::kFrameBytes, 0);
}

}  // namespace
}  // namespace keks::test
