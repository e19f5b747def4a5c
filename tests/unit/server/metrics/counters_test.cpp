// SPDX-License-Identifier: AGPL-3.0-only
#include "server/metrics/counters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keks::server {
namespace {

using testing::HasSubstr;

TEST(Exposition, ShowsEachGaugeWithItsType) {
    const std::string text = exposition(
        {},
        {.connections = 5, .websockets = 4, .rooms = 3, .watched_rooms = 2, .message_bytes = 1});
    EXPECT_THAT(text, HasSubstr("# TYPE keks_meet_connections gauge\nkeks_meet_connections 5\n"));
    EXPECT_THAT(text, HasSubstr("\nkeks_meet_websockets 4\n"));
    EXPECT_THAT(text, HasSubstr("\nkeks_meet_rooms 3\n"));
    EXPECT_THAT(text, HasSubstr("\nkeks_meet_watched_rooms 2\n"));
    EXPECT_THAT(text, HasSubstr("\nkeks_meet_frame_bytes 1\n"));
}

TEST(Exposition, LabelsWhatEndedByItsReason) {
    Counters counters;
    counters.count(CloseReason::client);
    counters.count(CloseReason::shutting_down);
    counters.count(CloseReason::shutting_down);
    counters.count(RefusalReason::connections_per_address);
    const std::string text = exposition(counters, {});
    EXPECT_THAT(text, HasSubstr("\nkeks_meet_closed_total{reason=\"client\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("\nkeks_meet_closed_total{reason=\"too_slow\"} 0\n"));
    EXPECT_THAT(text, HasSubstr("\nkeks_meet_closed_total{reason=\"shutting_down\"} 2\n"));
    EXPECT_THAT(text,
                HasSubstr("\nkeks_meet_refused_total{reason=\"connections_per_address\"} 1\n"));
    EXPECT_TRUE(text.ends_with('\n'));
}

}  // namespace
}  // namespace keks::server
