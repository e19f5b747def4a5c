// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/css_colour.hpp"

#include <gtest/gtest.h>

#include <string>

namespace keks::server {
namespace {

TEST(CssColour, AcceptsEveryNotationOfAColour) {
    for (const std::string_view text : {"#abc",
                                        "#ABCD",
                                        "#a1b2c3",
                                        "#a1b2c3d4",
                                        "red",
                                        "RebeccaPurple",
                                        "transparent",
                                        "currentColor",
                                        "rgb(1,2,3)",
                                        "rgb(1, 2, 3, 0.5)",
                                        "rgb(10% 20% 30%)",
                                        "rgb(255 255 255 / .5)",
                                        "rgb(1 2 3/50%)",
                                        "rgba(1, 2, 3, 1)",
                                        "RGB(1 2 3)",
                                        "hsl(277, 59%, 64%)",
                                        "hsl(277deg 59% 64%)",
                                        "hsl(0.5turn 59% 64% / 1)",
                                        "hsla(277, 59%, 64%, 0.3)",
                                        "hwb(194 0% 0%)",
                                        "lab(29.2345% 39.3825 20.0664)",
                                        "lab(50% -20 +30)",
                                        "lch(52.2345% 72.2 56.2)",
                                        "oklab(59% 0.1 0.1)",
                                        "oklch(60% 0.15 50 / 0.5)",
                                        "hsl(none 50% 50%)",
                                        "rgb( 1 2 3 )"}) {
        EXPECT_EQ(parse_css_colour(text), text) << text;
    }
}

TEST(CssColour, LeavesOutTheSpacesAround) {
    EXPECT_EQ(parse_css_colour("  #fff\t"), "#fff");
}

TEST(CssColour, RefusesWhatIsNoColour) {
    for (const std::string_view text : {"",
                                        " ",
                                        "#",
                                        "#ab",
                                        "#abcde",
                                        "#abcdefa",
                                        "#abcdefabc",
                                        "#xyz",
                                        "reddish",
                                        "fff",
                                        "rgb",
                                        "rgb()",
                                        "rgb(1 2)",
                                        "rgb(1,2,3,4,5)",
                                        "rgb(1 2 3 4)",
                                        "rgb(1 2 3 /)",
                                        "rgb(1,2,3,)",
                                        "rgb(,1,2,3)",
                                        "rgb(1,,2,3)",
                                        "rgb(1 2 3",
                                        "rgb 1 2 3)",
                                        "rgb(1 2 3))",
                                        "rgb((1 2 3))",
                                        "rgb(a b c)",
                                        "rgb(1px 2 3)",
                                        "rgb(1. 2 3)",
                                        "rgb(. 2 3)",
                                        "rgb(- 2 3)",
                                        "rgb(--1 2 3)",
                                        "cmyk(1 2 3)",
                                        "var(--x)",
                                        "url(x)",
                                        "calc(1 + 2)",
                                        "hsl(277deg 59%)"}) {
        EXPECT_EQ(parse_css_colour(text), std::nullopt) << text;
    }
}

TEST(CssColour, RefusesWhatWouldLeaveTheDeclaration) {
    for (const std::string_view text :
         {"red;", "red}", "red;}body{display:none", "red/**/", "/*", "rgb(1 2 3);x:y", "#fff;",
          "rgb(1 2 3 /* 4)", "red url(//example.org)", "rgb(url(x) 2 3)", "red\\", "\"red\"",
          "red\nblue", "red !important", "#fff\n", "rgb(1\n2 3)"}) {
        EXPECT_EQ(parse_css_colour(text), std::nullopt) << text;
    }
    EXPECT_EQ(parse_css_colour("rgb(" + std::string(10000, '1') + " 2 3)"), std::nullopt);
}

}  // namespace
}  // namespace keks::server
