// SPDX-License-Identifier: AGPL-3.0-only
// The close frame that a client is owed reaches it as the last one, whatever others send to it at
// that moment (RFC 6455, section 5.5.1; protocol section 2, "Faults").
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/attempt.hpp"
#include "support/counters.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kMessageLimit = 20'000;

struct Last {
    const char* what;
    std::string bytes;
    std::uint16_t code;
    const char* counted_as;
};

std::vector<Last> last_words() {
    return {
        {"a close", encode_frame(close_payload(1000, "bye"), {.opcode = opcode::kClose}), 1000,
         "client"},
        {"too long a message", encode_frame(std::string(kMessageLimit + 1, ' ')), 1009,
         "message_too_big"},
        {"what is no UTF-8", encode_frame("{\"relay\":{\"message\":\"\xC3(\"}}"), 1007,
         "protocol_error"},
        {"a frame without a mask", encode_frame("{}", {.masked = false}), 1002, "protocol_error"},
        {"what is no packet", encode_frame("{}"), 1008, "bad_packet"},
        {"a binary frame", encode_frame("{}", {.opcode = opcode::kBinary}), 1003, "binary_frame"},
    };
}

// So many relays that they outlast every step of a closing handshake.
std::string burst() {
    std::string frames;
    for (int i = 0; i < 300; ++i) frames += encode_frame(R"({"relay":{"message":"hello"}})");
    return frames;
}

enum class Order { closer_first, sender_first };

void expect_kept(const ServerProcess& server, const Last& last, Order order) {
    const Counters counters{server.metrics_address()};
    const auto counted = counters.closed(last.counted_as);
    auto sender = member(server.address(), "room");
    auto closer = member(server.address(), "room");
    sender.expect(joined(closer.id()));

    server.pause();
    if (order == Order::closer_first) closer.connection().send_raw(last.bytes);
    sender.connection().send_raw(burst());
    if (order == Order::sender_first) closer.connection().send_raw(last.bytes);
    server.resume();

    closer.connection().expect_close(last.code);
    sender.expect(left(closer.id()));
    sender.expect_nothing();
    counters.await_closed(last.counted_as, counted + 1);
    EXPECT_EQ(counters.closed("too_slow"), 0);
}

TEST(CloseFrame, IsKeptWhenOthersSendInTheSameTurn) {
    const ServerProcess server{
        with_counters(with_keys({{"LIMITS_MESSAGE_BYTES", std::to_string(kMessageLimit)}}))};
    for (const auto& last : last_words()) {
        for (const auto order : {Order::closer_first, Order::sender_first}) {
            SCOPED_TRACE(std::string{last.what} +
                         (order == Order::closer_first ? ", before the others" : ", after them"));
            attempt([&] { expect_kept(server, last, order); });
        }
    }
}

}  // namespace
}  // namespace keks::test
