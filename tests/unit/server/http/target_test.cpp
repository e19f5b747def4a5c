// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/target.hpp"

#include <gtest/gtest.h>

namespace keks::server {
namespace {

TEST(Target, IsSplitAtTheFirstQuestionMark) {
    EXPECT_EQ(parse_target("/a/b?c?d"), (Target{"/a/b", "c?d"}));
    EXPECT_EQ(parse_target("/a"), (Target{"/a", std::nullopt}));
    EXPECT_EQ(parse_target("/a?"), (Target{"/a", ""}));
}

TEST(Target, MayNameTheHost) {
    EXPECT_EQ(parse_target("http://h:1/a?b"), (Target{"/a", "b"}));
    EXPECT_EQ(parse_target("hTTps://h/a?b"), (Target{"/a", "b"}));
    EXPECT_EQ(parse_target("http://h"), (Target{"/", std::nullopt}));
    EXPECT_EQ(parse_target("http://h?q=/x"), (Target{"/", "q=/x"}));
}

TEST(Target, DecodesEachEscapeOnce) {
    EXPECT_EQ(decode_path("/a%20%C3%a4"), "/a \xc3\xa4");
    EXPECT_EQ(decode_path("/%2541"), "/%41");
    EXPECT_EQ(decode_path("/+"), "/+");
    for (const std::string_view path :
         {"%", "%4", "%g0", "%0g", "a%", "%00", "%2f", "%2F", "% 1"}) {
        EXPECT_EQ(decode_path(path), std::nullopt) << path;
    }
}

}  // namespace
}  // namespace keks::server
