// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/progress.hpp"

#include <gtest/gtest.h>

namespace keks::rift {
namespace {

using std::chrono::milliseconds;

ProgressView view(std::uint64_t bytes, std::uint64_t size) {
    return {.name = "a.bin", .whom = "to Bob", .size = size, .bytes = [bytes] { return bytes; }};
}

TEST(Progress, SaysHowFarHowFastHowLongAndWithWhom) {
    EXPECT_EQ(progress_words(view(45'000'000, 100'000'000), 11e6, 79),
              "a.bin  45 %  11.0 MB/s  0:05 left  to Bob");
}

TEST(Progress, SaysNoRateBeforeThereIsOne) {
    EXPECT_EQ(progress_words(view(0, 100), 0, 79), "a.bin  0 %  to Bob");
}

TEST(Progress, AnEmptyFileIsDoneAndMoreThanAllIsAll) {
    EXPECT_EQ(progress_words(view(0, 0), 0, 79), "a.bin  100 %  to Bob");
    EXPECT_EQ(progress_words(view(300, 200), 0, 79), "a.bin  100 %  to Bob");
}

TEST(Progress, WhatHardlyMovesTakesAges) {
    EXPECT_EQ(progress_words(view(0, std::uint64_t{1} << 62U), 1, 79),
              "a.bin  0 %  1 B/s  ages left  to Bob");
}

TEST(Progress, ShortensTheNameWhereTheLineIsNarrow) {
    auto narrow = view(45'000'000, 100'000'000);
    narrow.name = "holidays-in-the-mountains.tar";
    EXPECT_EQ(progress_words(narrow, 11e6, 46), "holidays-…  45 %  11.0 MB/s  0:05 left  to Bob");
    EXPECT_EQ(progress_words(narrow, 11e6, 65),
              "holidays-in-the-mountains.tar  45 %  11.0 MB/s  0:05 left  to Bob");
}

TEST(Progress, ShortensAWideNameByWhatItTakes) {
    auto wide = view(45'000'000, 100'000'000);
    wide.name = "山山山山山山山山山";
    EXPECT_EQ(progress_words(wide, 11e6, 46), "山山山山…  45 %  11.0 MB/s  0:05 left  to Bob");
}

TEST(Progress, KeepsSomeOfTheNameHoweverNarrowTheLineIs) {
    auto narrow = view(45'000'000, 100'000'000);
    narrow.name = "holidays-in-the-mountains.tar";
    EXPECT_EQ(progress_words(narrow, 11e6, 10), "holiday…  45 %  11.0 MB/s  0:05 left  to Bob");
}

TEST(Rate, FollowsWhatItSeesSmoothly) {
    Rate rate;
    rate.tick(1000, milliseconds{250});
    EXPECT_DOUBLE_EQ(rate.bytes_per_second(), 4000);
    rate.tick(1000, milliseconds{250});
    EXPECT_DOUBLE_EQ(rate.bytes_per_second(), 3600);
    for (int tick = 0; tick < 200; ++tick) rate.tick(1000, milliseconds{250});
    EXPECT_LT(rate.bytes_per_second(), 1);
}

TEST(Rate, ACountThatStartsAgainIsNoNegativeRate) {
    Rate rate;
    rate.tick(1000, milliseconds{250});
    rate.tick(0, milliseconds{250});
    EXPECT_GE(rate.bytes_per_second(), 0);
}

}  // namespace
}  // namespace keks::rift
