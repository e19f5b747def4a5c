// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/words.hpp"

#include <gtest/gtest.h>

namespace keks::rift {
namespace {

using Words = std::vector<std::string>;

TEST(SplitWords, TakesThemAsShellsDo) {
    EXPECT_EQ(*split_words("provide a  b\tc "), (Words{"provide", "a", "b", "c"}));
    EXPECT_EQ(*split_words("'two words' \"and \\\"these\\\"\" a\\ b 'it'\"'\"s"),
              (Words{"two words", "and \"these\"", "a b", "it's"}));
    EXPECT_EQ(*split_words("'' \"\""), (Words{"", ""}));
    EXPECT_EQ(*split_words("  "), Words{});
}

TEST(SplitWords, SaysWhatIsOpen) {
    EXPECT_EQ(split_words("a 'b").error(), "a ' is not closed by another");
    EXPECT_EQ(split_words("a \"b\\\"").error(), "a \" is not closed by another");
    EXPECT_EQ(split_words("a\\").error(), "nothing follows the \\ at the end");
}

TEST(SplitWords, TakesBackWhatWasMadeAWord) {
    for (const std::string name : {"two words", "it's", "a\\b", "\"", "plain"})
        EXPECT_EQ(*split_words(as_word(name)), Words{name});
}

TEST(BeginningOf, SplitsNoCharacter) {
    EXPECT_EQ(beginning_of("abcdefghi", 8), "abcdefgh");
    EXPECT_EQ(beginning_of("abc", 8), "abc");
    EXPECT_EQ(beginning_of("a\u20ac\u20ac", 6), "a\u20ac");
    EXPECT_EQ(beginning_of("a\u20ac\u20ac", 4), "a\u20ac");
    EXPECT_EQ(beginning_of("\u20ac", 2), "");
}

}  // namespace
}  // namespace keks::rift
