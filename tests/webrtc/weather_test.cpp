// SPDX-License-Identifier: AGPL-3.0-only
// Transfers through a network that loses datagrams and takes its time.
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <string>

#include "webrtc/proxied_peers.hpp"

namespace keks::client::test {
namespace {

using keks::test::Weather;
using std::chrono::milliseconds;

struct Case {
    std::string name;
    Weather weather;
    std::size_t bytes;
};

class Weathers : public ProxiedPeers, public testing::WithParamInterface<Case> {};

TEST_P(Weathers, CarriesItAllIntact) {
    const auto& [name, weather, bytes] = GetParam();
    put_between(weather);
    ASSERT_TRUE(connect());
    EXPECT_TRUE(carries(bytes));
    // Nothing has found a way round.
    EXPECT_GT(proxy->passed(), bytes / 1200);
    EXPECT_EQ(proxy->lost() > 0, weather.loss > 0);
}

class WeathersOnOneMachine : public Weathers {};

TEST_P(WeathersOnOneMachine, CarriesItAllIntactInLargePackets) {
    const auto& [name, weather, bytes] = GetParam();
    a.connection->both_are_rift(true);
    b.connection->both_are_rift(true);
    put_between(weather);
    ASSERT_TRUE(connect());
    EXPECT_TRUE(carries(bytes));
    EXPECT_GT(proxy->passed(), bytes / 16'384);
    // Packets of 1,200 bytes would be more than that without any SACK. How rare those are depends
    // on how fast the machine is: see SctpTransports. Loss brings more of them, and repetitions.
    EXPECT_LT(proxy->passed(), bytes / (weather.loss > 0 ? 1200 : 4096));
    EXPECT_EQ(proxy->lost() > 0, weather.loss > 0);
}

INSTANTIATE_TEST_SUITE_P(
    Of, WeathersOnOneMachine,
    testing::Values(Case{"Fair", {0, milliseconds{0}}, 64 << 20},
                    Case{"Farther", {0, milliseconds{200}}, 16 << 20},
                    Case{"LossyAndFar", {0.01, milliseconds{50}}, 8 << 20},
                    Case{"VeryLossyAndNear", {0.05, milliseconds{0}}, 8 << 20},
                    Case{"VeryLossyAndFarther", {0.05, milliseconds{200}}, 1 << 20}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Of, Weathers,
    testing::Values(Case{"Fair", {0, milliseconds{0}}, 32 << 20},
                    Case{"Far", {0, milliseconds{50}}, 8 << 20},
                    Case{"Farther", {0, milliseconds{200}}, 8 << 20},
                    Case{"LossyAndNear", {0.01, milliseconds{0}}, 8 << 20},
                    Case{"LossyAndFar", {0.01, milliseconds{50}}, 1 << 20},
                    Case{"LossyAndFarther", {0.01, milliseconds{200}}, 1 << 20},
                    Case{"VeryLossyAndNear", {0.05, milliseconds{0}}, 4 << 20},
                    Case{"VeryLossyAndFar", {0.05, milliseconds{50}}, 1 << 19},
                    Case{"VeryLossyAndFarther", {0.05, milliseconds{200}}, 1 << 18}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace keks::client::test
