// SPDX-License-Identifier: AGPL-3.0-only
// Connections by way of a TURN server (RFC 8656), a real coturn.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "support/turn_server.hpp"
#include "webrtc/proxied_peers.hpp"

namespace keks::client::test {
namespace {

using keks::test::TurnServer;

/** `a` has a TURN server, and `b` lets nobody near but what that relays. */
class Turn : public ProxiedPeers, public testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        a.connection =
            make(a, b, {{server->uri(GetParam()), TurnServer::username, TurnServer::password}});
        b.connection = make(b, a);
        a.pass_candidate = [this](const IceCandidate& candidate) {
            if (candidate.candidate.empty()) return true;
            const CandidateFields fields{candidate.candidate};
            if (fields.type() == "relay") relay_port = fields.port();
            return false;
        };
        put_before_b({}, [this](const auto& sender) { return sender.port() == relay_port; });
    }

    std::unique_ptr<TurnServer> server = std::make_unique<TurnServer>();
    std::atomic<std::uint16_t> relay_port = 0;
    // That it takes to find out that nobody answers any more, and to spare.
    static constexpr std::chrono::seconds patience{60};
};

TEST_P(Turn, ConnectsAndCarriesThroughARelay) {
    ASSERT_TRUE(connect());
    constexpr std::size_t bytes = 4 << 20;
    EXPECT_TRUE(carries(bytes));
    EXPECT_GT(proxy->passed(), bytes / 1200);
}

// The relay is on this machine, as far as `b` can see from its address: what it sends on still goes
// through a network.
TEST_P(Turn, CarriesNoLargePacketsToARelayOnThisMachine) {
    a.connection->both_are_rift(true);
    b.connection->both_are_rift(true);
    ASSERT_TRUE(connect());
    constexpr std::size_t bytes = 4 << 20;
    EXPECT_TRUE(carries(b, a, bytes));
    EXPECT_GT(proxy->passed(), bytes / 1200);
}

TEST_P(Turn, FailsWhenTheRelayGoes) {
    ASSERT_TRUE(connect());
    server.reset();
    EXPECT_TRUE(run_until([&] { return a.is(ConnectionState::failed); }, patience));
    EXPECT_TRUE(run_until([&] { return b.is(ConnectionState::failed); }, patience));
}

INSTANTIATE_TEST_SUITE_P(ByTransport, Turn, testing::Values("udp", "tcp"));

}  // namespace
}  // namespace keks::client::test
