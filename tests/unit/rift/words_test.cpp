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

}  // namespace
}  // namespace keks::rift
