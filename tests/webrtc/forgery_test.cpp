// SPDX-License-Identifier: AGPL-3.0-only
// Somebody on the way who puts datagrams of his own in between.
#include <gtest/gtest.h>

#include <cstddef>

#include "webrtc/proxied_peers.hpp"

namespace keks::client::test {
namespace {

using keks::test::Forges;
using keks::test::Weather;

class Forgery : public ProxiedPeers {
  protected:
    static Weather forging(Forges what, unsigned seed = 1) {
        Weather weather;
        weather.forges = what;
        weather.seed = seed;
        return weather;
    }

    static bool is_over(const Peer& peer) {
        return peer.is(ConnectionState::failed) || peer.is(ConnectionState::closed);
    }
};

TEST_F(Forgery, ChangesNothingOfATransfer) {
    put_between({});
    ASSERT_TRUE(connect());
    proxy->forge(Forges::all);
    EXPECT_TRUE(carries(std::size_t{16} << 20U));
    EXPECT_TRUE(carries(b, a, std::size_t{4} << 20U));
    EXPECT_GT(proxy->forged(), 1000U);
}

TEST_F(Forgery, ChangesNothingOfATransferInLargePackets) {
    a.connection->both_are_rift(true);
    b.connection->both_are_rift(true);
    put_between({});
    ASSERT_TRUE(connect());
    proxy->forge(Forges::all);
    EXPECT_TRUE(carries(std::size_t{32} << 20U));
    EXPECT_GT(proxy->forged(), 200U);
}

TEST_F(Forgery, KeepsNobodyFromConnecting) {
    for (unsigned seed = 0; seed < 5; ++seed) {
        put_between(forging(Forges::no_changes, seed));
        ASSERT_TRUE(connect()) << seed;
        EXPECT_TRUE(carries(std::size_t{1} << 20U)) << seed;
        EXPECT_GT(proxy->forged(), 0U) << seed;
        start_anew();
    }
}

// What begins a handshake is not authenticated (RFC 6347, section 3.2.4 and 4.1.2.7): who changes
// it can end it. It ends then, and at once or by its deadline.
TEST_F(Forgery, CanEndAHandshakeAndNoMore) {
    for (unsigned seed = 0; seed < 5; ++seed) {
        put_between(forging(Forges::all, seed));
        a.connection->make_offer();
        constexpr std::chrono::seconds patience{60};
        ASSERT_TRUE(run_until(
            [this] {
                const bool up =
                    a.is(ConnectionState::connected) && b.is(ConnectionState::connected);
                return up || is_over(a) || is_over(b);
            },
            patience))
            << seed;
        EXPECT_TRUE(is_over(a) || is_over(b) || carries(std::size_t{1} << 20U)) << seed;
        start_anew();
    }
}

}  // namespace
}  // namespace keks::client::test
