// SPDX-License-Identifier: AGPL-3.0-only
#include "client/signaling/backoff.hpp"

#include <gtest/gtest.h>

namespace keks::client {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, DoublesUpToItsBound) {
    EXPECT_EQ(backoff_delay(1, 1), milliseconds{500});
    EXPECT_EQ(backoff_delay(2, 1), milliseconds{1000});
    EXPECT_EQ(backoff_delay(5, 1), milliseconds{8000});
    EXPECT_EQ(backoff_delay(6, 1), milliseconds{15'000});
    EXPECT_EQ(backoff_delay(4'000'000'000U, 1), milliseconds{15'000});
}

TEST(Backoff, IsSpreadOverHalfOfItsLength) {
    EXPECT_EQ(backoff_delay(1, 0), milliseconds{250});
    EXPECT_EQ(backoff_delay(1, 0.5), milliseconds{375});
    EXPECT_EQ(backoff_delay(9, 0), milliseconds{7500});
}

}  // namespace
}  // namespace keks::client
