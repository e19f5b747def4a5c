// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/protocol/close.hpp"

#include <gtest/gtest.h>

#include <string>

namespace keks::protocol {
namespace {

TEST(CloseCode, FollowsTheFaultsOfTheProtocol) {
    EXPECT_EQ(close_code(CloseCause::bad_packet), 1008);
    EXPECT_EQ(close_code(CloseCause::binary_frame), 1003);
    EXPECT_EQ(close_code(CloseCause::message_too_big), 1009);
    EXPECT_EQ(close_code(CloseCause::not_utf8), 1007);
    EXPECT_EQ(close_code(CloseCause::broken_rule), 1002);
    EXPECT_EQ(close_code(CloseCause::too_slow), 1013);
    EXPECT_EQ(close_code(CloseCause::shutting_down), 1001);
}

TEST(CloseReason, IsKeptWhenItFits) {
    const std::string text(kMaxCloseReason, 'a');
    EXPECT_EQ(fit_close_reason(text), text);
}

TEST(CloseReason, IsCutAtTheBound) {
    EXPECT_EQ(fit_close_reason(std::string(200, 'a')).size(), kMaxCloseReason);
}

TEST(CloseReason, IsNeverCutInsideACharacter) {
    const std::string text = std::string(kMaxCloseReason - 1, 'a') + "\u00e9";
    EXPECT_EQ(fit_close_reason(text), std::string(kMaxCloseReason - 1, 'a'));
}

}  // namespace
}  // namespace keks::protocol
