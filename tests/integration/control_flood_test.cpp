// SPDX-License-Identifier: AGPL-3.0-only
// Small frames cost memory too: who asks for pongs and does not take them is cut at the bound of
// its outbox, in which every frame counts with more than its bytes.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/counters.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kOutbox = std::size_t{128} << 10U;
constexpr std::size_t kMessage = std::size_t{4} << 10U;
constexpr std::size_t kReadAhead = std::size_t{16} << 10U;  // what the server reads of one client
constexpr std::size_t kFrameCost = 128;  // bytes that a queued frame counts at least
// More than a unix socket's buffers hold.
constexpr std::size_t kEnough = std::size_t{32} << 20U;

// On a unix socket, whose buffers take nothing more until they are read: TCP's grow.
ServerOptions on_unix_socket(const TemporaryDirectory& directory) {
    auto options = with_counters(with_keys(
        {{"LIMITS_OUTBOX_BYTES", std::to_string(kOutbox)}, {"LIMITS_MESSAGE_BYTES", "65536"}}));
    options.bind = "unix:" + (directory.path() / "socket").string();
    return options;
}

// Sends to the room, in which one does not read, until something waits in that one's outbox.
double fill_system_buffers(TestClient& sender, const Counters& counters) {
    const std::string text(kMessage, 'x');
    for (std::size_t sent = 0; sent < kEnough; sent += kMessage) {
        sender.relay(text);
        sender.expect_nothing();
        const auto held = counters.value(counter::kFrameBytes);
        if (held > 0) return held;
    }
    fail(Where::current(), "nobody falls behind");
}

std::string pings(std::size_t count) {
    const auto ping = encode_frame("", {.opcode = opcode::kPing});
    std::string frames;
    for (std::size_t i = 0; i < count; ++i) frames += ping;
    return frames;
}

// Sends without reading, which connection().send_raw() would do.
void send_unread(TestClient& client, std::string_view bytes) {
    Socket& socket = client.connection().socket();
    for (const Deadline deadline; !bytes.empty(); socket.await(false, true, deadline)) {
        if (deadline.passed()) fail(Where::current(), "the server does not read");
        if (!socket.send_some(bytes)) fail(Where::current(), "the server hung up");
    }
}

// Waits until the server holds at least so many bytes of frames.
void await_held(const Counters& counters, double bytes, Where where = Where::current()) {
    const Deadline deadline;
    double held = counters.value(counter::kFrameBytes, where);
    while (held < bytes) {
        if (deadline.passed()) fail(where, "it holds " + std::to_string(held));
        held = counters.value(counter::kFrameBytes, where);
    }
}

TEST(PingFlood, OfOneThatDoesNotReadIsCutAtTheBoundOfItsOutbox) {
    const TemporaryDirectory directory;
    const ServerProcess server{on_unix_socket(directory)};
    const Counters counters{server.metrics_address()};
    auto witness = member(server.address(), "room");
    auto flooder = member(server.address(), "room");
    witness.expect(joined(flooder.id()));

    const auto held = fill_system_buffers(witness, counters);
    const auto fit = static_cast<std::size_t>((static_cast<double>(kOutbox) - held) / kFrameCost);
    const auto some = fit / 4;
    send_unread(flooder, pings(some));
    await_held(counters, held + static_cast<double>(some * kFrameCost));
    EXPECT_EQ(counters.closed("too_slow"), 0) << "what fits is no fault";

    send_unread(flooder, pings(fit - some + 1));
    counters.await_closed("too_slow", 1);
    witness.expect(left(flooder.id()));
    witness.expect_nothing();
    // What of the flood had been read already may still be held.
    EXPECT_LE(counters.value(counter::kFrameBytes), static_cast<double>(kOutbox + kReadAhead));
}

}  // namespace
}  // namespace keks::test
