// SPDX-License-Identifier: AGPL-3.0-only
// A client that vanishes without a word is noticed; one that lives is left alone.
#include <gtest/gtest.h>

#include "support/counters.hpp"
#include "support/http_client.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

ServerOptions soon_idle() {
    return with_counters(with_keys({{"LIMITS_IDLE_TIMEOUT_SECONDS", "2"},
                                    {"LIMITS_REQUEST_TIMEOUT_SECONDS", "1"},
                                    {"LIMITS_CLOSE_TIMEOUT_SECONDS", "1"}}));
}

TEST(Idle, ClientThatAnswersNoPingIsNoticedAndItsLeaveIsSeenOnce) {
    const ServerProcess server{soon_idle()};
    const Counters counters{server.metrics_address()};
    auto witness = member(server.address(), "room");
    auto vanished = member(server.address(), "room");
    witness.expect(joined(vanished.id()));
    witness.expect(left(vanished.id()));
    witness.expect_nothing();
    counters.await_closed("idle", 1);
    counters.await(counter::kWebsockets, 1);
}

TEST(Idle, ClientThatAnswersPingsStays) {
    const ServerProcess server{soon_idle()};
    auto alice = member(server.address(), "room");
    // Whoever vanishes after she came shows that her time would have been over as well.
    for (int i = 0; i < 2; ++i) {
        auto vanished = member(server.address(), "room");
        alice.expect(joined(vanished.id()));
        alice.expect(left(vanished.id()));
    }
    alice.expect_nothing();
}

TEST(Idle, ClientIsPingedThoughItReceivesMessagesAllTheTime) {
    const ServerProcess server{soon_idle()};
    const Counters counters{server.metrics_address()};
    auto talker = member(server.address(), "room");
    auto vanished = member(server.address(), "room");
    talker.expect(joined(vanished.id()));
    // What the server sends is no sign of life of the one who should read it.
    const Deadline deadline;
    bool noticed = false;
    while (!noticed && !deadline.passed()) {
        talker.relay("news");
        for (const auto& packet : talker.sync()) noticed = packet == left(vanished.id());
    }
    EXPECT_TRUE(noticed);
}

TEST(Idle, ClientThatStopsWithinAFrameIsNoticed) {
    const ServerProcess server{soon_idle()};
    auto witness = member(server.address(), "room");
    auto vanished = member(server.address(), "room");
    vanished.connection().send_frame("{", {.announced = 1000});
    witness.expect(joined(vanished.id()));
    witness.expect(left(vanished.id()));
}

TEST(Idle, ClientThatNeverAnswersTheCloseFrameIsDropped) {
    const ServerProcess server{soon_idle()};
    const Counters counters{server.metrics_address()};
    TestClient mute{server.address()};
    mute.send_text("nonsense");
    counters.await(counter::kWebsockets, 0);
}

TEST(Idle, HttpConnectionIsClosed) {
    const ServerProcess server{soon_idle()};
    HttpConnection never_asks{server.address()};
    HttpConnection asked_once{server.address()};
    EXPECT_EQ(asked_once.get("/version").status, 200);
    asked_once.expect_end();
    const auto answer = never_asks.response_or_end();
    EXPECT_TRUE(!answer || answer->status == 408) << answer->status;
}

TEST(Idle, HttpClientThatNeverReadsIsCut) {
    const ServerProcess server{soon_idle()};
    const Counters counters{server.metrics_address()};
    const auto before = counters.value(counter::kConnections);
    Socket greedy{server.address(), {.receive_buffer = 4096, .source_host = {}}};
    std::string requests;
    for (int i = 0; i < 20'000; ++i) requests += "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    std::string_view rest = requests;
    const Deadline deadline{std::chrono::milliseconds{500}};
    while (!rest.empty() && !deadline.passed() && greedy.send_some(rest)) {
        greedy.await(false, true, deadline);
    }
    counters.await(counter::kConnections, before);
}

}  // namespace
}  // namespace keks::test
