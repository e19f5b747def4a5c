// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/srgb_colour.hpp"

#include <gtest/gtest.h>

#include "server/config/css_colour.hpp"

namespace keks::server {
namespace {

// What Chromium paints for each.
TEST(SrgbColour, IsWhatABrowserPaints) {
    const std::pair<std::string_view, std::string_view> colours[] = {
        {"#abc", "#aabbcc"},
        {"#ABCD", "#aabbcc"},
        {"#a1b2c3d4", "#a1b2c3"},
        {"RebeccaPurple", "#663399"},
        {"yellowgreen", "#9acd32"},
        {"aliceblue", "#f0f8ff"},
        {"rgb(10% 20% 30%)", "#1a334d"},
        {"rgb(300, -5, 10.4)", "#ff000a"},
        {"rgb(255 255 255 / .5)", "#ffffff"},
        {"hsl(277, 59%, 64%)", "#b06dd9"},
        {"hsl(0.5turn 59% 64%)", "#6dd9d9"},
        {"hsl(-120 100% 25%)", "#000080"},
        {"HSL(none 50% 50%)", "#bf4040"},
        {"hwb(194 0% 0%)", "#00c3ff"},
        {"hwb(30deg 40% 80%)", "#555555"},
        {"lab(29.2345% 39.3825 20.0664)", "#7d2329"},
        {"lab(50% -20 +30)", "#618041"},
        {"lch(52.2345% 72.2 56.2)", "#c65d06"},
        {"lch(90 20 3rad)", "#baeedc"},
        {"oklab(59% 0.1 0.1)", "#c05d2b"},
        {"oklch(60% 0.15 50)", "#c46016"},
        {"oklch(0.7 40% 200)", "#00bac5"},
    };
    for (const auto& [text, painted] : colours) {
        ASSERT_TRUE(parse_css_colour(text)) << text;
        const auto colour = resolve_css_colour(text);
        ASSERT_TRUE(colour) << text;
        EXPECT_EQ(hex_colour(*colour), painted) << text;
    }
}

TEST(SrgbColour, IsSomeColourHoweverFarItsNumbersGo) {
    const std::string text = "oklab(1 0 " + std::string(110, '9') + ")";
    ASSERT_TRUE(parse_css_colour(text));
    const auto colour = resolve_css_colour(text);
    ASSERT_TRUE(colour);
    for (const double channel : {colour->red, colour->green, colour->blue}) {
        EXPECT_GE(channel, 0);
        EXPECT_LE(channel, 1);
    }
}

TEST(SrgbColour, IsNotThatOfAKeywordWithoutOne) {
    EXPECT_FALSE(resolve_css_colour("transparent"));
    EXPECT_FALSE(resolve_css_colour("currentColor"));
}

TEST(SrgbColour, MixesInShares) {
    EXPECT_EQ(hex_colour(mix({1, 1, 1}, 0.2, {0, 0, 0})), "#333333");
    EXPECT_EQ(hex_colour(mix({1, 0, 0}, 1, {0, 0, 1})), "#ff0000");
}

TEST(Contrast, IsThatOfWcag) {
    EXPECT_DOUBLE_EQ(contrast({0, 0, 0}, {1, 1, 1}), 21);
    EXPECT_DOUBLE_EQ(contrast({1, 1, 1}, {1, 1, 1}), 1);
    // The lightest grey that passes on white, and the next.
    EXPECT_GE(contrast({1, 1, 1}, *resolve_css_colour("#767676")), 4.5);
    EXPECT_LT(contrast({1, 1, 1}, *resolve_css_colour("#777777")), 4.5);
}

}  // namespace
}  // namespace keks::server
