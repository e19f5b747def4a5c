// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/shown_text.hpp"

#include <gtest/gtest.h>

namespace keks::rift {
namespace {

TEST(ShownText, HasNoControlsAndNoLinesThatPassForOthers) {
    EXPECT_EQ(shown_text("grüße 👋"), "grüße 👋");
    EXPECT_EQ(shown_text("a\x1b]0;title\x07\r\x9b b"), "a]0;title b");
    EXPECT_EQ(shown_text("one\nAlice: two\tthree"), "one\n    Alice: two three");
    EXPECT_EQ(shown_text("\u202eevil\u2066"), "evil");
}

TEST(ImageWords, SayKindAndSize) {
    EXPECT_EQ(image_words("data:image/png;base64," + std::string(4000, 'A')), "PNG, 3.0 kB");
    EXPECT_EQ(image_words("data:image/\x1b[2Jwebp;base64,AAAA"), "2JWEBP, 3 B");
    EXPECT_EQ(image_words("data:image/png;base64,iVBORw0KGgo="), "PNG, 8 B");
    EXPECT_EQ(image_words("data:image/png;base64,=="), "PNG, 0 B");
    EXPECT_EQ(image_words(""), ", 0 B");
}

}  // namespace
}  // namespace keks::rift
