// SPDX-License-Identifier: AGPL-3.0-only
// Which connections end by themselves, and which do not.
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

#include "webrtc/proxied_peers.hpp"

namespace keks::client::test {
namespace {

using keks::test::UdpProxy;
using std::chrono::seconds;

class Liveness : public ProxiedPeers {
  protected:
    bool are_connected() const {
        return a.is(ConnectionState::connected) && b.is(ConnectionState::connected);
    }
};

// A network that loses much loses a check and its repetition now and then, and who forwards a port
// may take nothing for long.
TEST_F(Liveness, StaysWhileChecksAreLostAndWhileThePeerTakesNothing) {
    a.connection->both_are_rift(true);
    b.connection->both_are_rift(true);
    put_between({});
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::size_t arrived = 0;
    b.incoming.back()->listen({.opened = {},
                               .message = [&](auto bytes, bool) { arrived += bytes.size(); },
                               .drained = {},
                               .closed = {}});
    b.incoming.back()->pause();
    proxy->let_pass(UdpProxy::Passes::no_checks);
    const std::vector<std::byte> chunk(65536);
    constexpr std::size_t total = 16 << 20;
    for (std::size_t sent = 0; sent < total; sent += chunk.size()) channel->send(chunk);
    // Long enough for 30 probes of the window, and for the checks to be missed.
    EXPECT_FALSE(run_until([this] { return !are_connected(); }, seconds{35}));
    b.incoming.back()->resume();
    EXPECT_TRUE(run_until([&] { return arrived == total; }));
}

TEST_F(Liveness, EndsOnceAnotherRiftIsSilentForLong) {
    a.connection->both_are_rift(true);
    b.connection->both_are_rift(true);
    put_between({});
    ASSERT_TRUE(connect());
    proxy->let_pass(UdpProxy::Passes::nothing);
    EXPECT_FALSE(run_until([this] { return !are_connected(); }, seconds{5}));
    EXPECT_TRUE(run_until(
        [this] { return a.is(ConnectionState::failed) && b.is(ConnectionState::failed); }));
}

// As where a way begins to lead through a network that drops what is too long for it.
TEST_F(Liveness, EndsWhileThePeerAnswersButPacketsNeverArrive) {
    put_between({});
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    proxy->let_pass(UdpProxy::Passes::no_long);
    channel->send(std::vector<std::byte>(65536));
    EXPECT_TRUE(run_until([this] { return a.is(ConnectionState::failed); }, seconds{60}));
}

}  // namespace
}  // namespace keks::client::test
