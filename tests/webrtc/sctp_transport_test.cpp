// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sctp_transport.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <utility>

#include "webrtc/two_associations.hpp"

namespace keks::client::webrtc::test {
namespace {

constexpr unsigned mtu = 8192;
constexpr unsigned rarest_sack = 8;

class SctpTransports : public TwoAssociations {
  protected:
    // Packets of the sender's for each of the receiver's, once they stream.
    double packets_for_an_answer() {
        pours_ = true;
        pour();
        // Windows have to grow first.
        while (!ended_ && data_taken_ < 1000) turn();
        const auto [data, answers] = std::pair{data_taken_, answers_taken_};
        while (!ended_ && data_taken_ < data + 4000) turn();
        return static_cast<double>(data_taken_ - data) /
               static_cast<double>(answers_taken_ - answers);
    }
};

TEST_F(SctpTransports, MakeSacksRareWherePacketsStreamIn) {
    connect({.mtu = mtu, .rarest_sack = rarest_sack});
    EXPECT_NEAR(packets_for_an_answer(), rarest_sack, 1);
    EXPECT_FALSE(ended_);
    EXPECT_GT(arrived_, 4000U * mtu);
}

TEST_F(SctpTransports, TakeTwoPacketsForEachSackOtherwise) {
    connect({.mtu = mtu});
    EXPECT_NEAR(packets_for_an_answer(), SackFrequency::usual, 0.5);
    EXPECT_FALSE(ended_);
}

}  // namespace
}  // namespace keks::client::webrtc::test
