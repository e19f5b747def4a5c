// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/figures.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace keks::rift {
namespace {

TEST(Figures, BytesHaveOneDecimalAndTheUnitThatFits) {
    EXPECT_EQ(byte_words(0), "0 B");
    EXPECT_EQ(byte_words(999), "999 B");
    EXPECT_EQ(byte_words(1000), "1.0 kB");
    EXPECT_EQ(byte_words(1449), "1.4 kB");
    EXPECT_EQ(byte_words(1450), "1.5 kB");
    EXPECT_EQ(byte_words(999'949), "999.9 kB");
    EXPECT_EQ(byte_words(999'950), "1.0 MB") << "not 1000.0 kB";
    EXPECT_EQ(byte_words(300'000'000), "300.0 MB");
    EXPECT_EQ(byte_words(std::numeric_limits<std::uint64_t>::max()), "18.4 EB");
}

TEST(Figures, TimesReadAsOnAClock) {
    using std::chrono::seconds;
    EXPECT_EQ(time_words(seconds{0}), "0:00");
    EXPECT_EQ(time_words(seconds{65}), "1:05");
    EXPECT_EQ(time_words(seconds{3599}), "59:59");
    EXPECT_EQ(time_words(seconds{3600 + 2 * 60 + 3}), "1:02:03");
    EXPECT_EQ(time_words(seconds{360'000}), "ages");
}

}  // namespace
}  // namespace keks::rift
