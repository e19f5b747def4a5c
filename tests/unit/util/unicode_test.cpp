// SPDX-License-Identifier: AGPL-3.0-only
#include "util/unicode.hpp"

#include <gtest/gtest.h>

namespace {

using namespace keks::util;
using namespace std::string_literals;

TEST(Unicode, what_is_not_utf8_is_left_out) {
    EXPECT_EQ(decode_utf8("a\xff\xc3(\xed\xa0\x80z\xe5\x86"), U"a(z");
    EXPECT_EQ(encode_utf8(std::u32string{U'a', 0xd800, U'写', 0x110000}), "a写");
}

TEST(Unicode, what_was_decoded_is_encoded_again) {
    const std::string text = "Überraschung – 写真 👩‍👩‍👧";
    EXPECT_EQ(encode_utf8(decode_utf8(text)), text);
}

TEST(Unicode, controls_and_bidi_overrides_are_unruly_and_joiners_are_not) {
    for (const char32_t each : U"\x1b\x9b\n\u202e\u2066\u200b\ufeff\u2028\ue000"s)
        EXPECT_TRUE(is_unruly(each)) << static_cast<unsigned>(each);
    for (const char32_t each : U"a \u200d\u200c写\u0301"s)
        EXPECT_FALSE(is_unruly(each)) << static_cast<unsigned>(each);
}

TEST(Unicode, what_deceives_or_is_not_utf8_can_be_escaped) {
    EXPECT_EQ(escaped("写 a\x1b[2J\n\xff\xc3("), R"(写 a\x1b[2J\x0a\xff\xc3()");
    EXPECT_EQ(escaped("\u202e"), R"(\xe2\x80\xae)");
    EXPECT_EQ(escaped(R"(\x1b)"), R"(\\x1b)");
}

TEST(Unicode, wide_characters_take_two_columns_and_marks_none) {
    EXPECT_EQ(columns(U'a'), 1U);
    EXPECT_EQ(columns(U'写'), 2U);
    EXPECT_EQ(columns(U'\u0301'), 0U);
}

}  // namespace
