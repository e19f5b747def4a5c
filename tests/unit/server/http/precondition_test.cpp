// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/precondition.hpp"

#include <gtest/gtest.h>

namespace keks::server {
namespace {

TEST(IfNoneMatch, NamesTheTagsInItsList) {
    for (const std::string_view field :
         {"\"a\"", "W/\"a\"", "\"x\", \"a\"", "\"x\",\"a\"", "\"x\"\t, W/\"a\" ,\"y\"", " \"a\" ",
          "*", " * ", ", ,\"a\"", "\"x,y\", \"a\"", "\"\", \"a\"", "\"a\", nonsense"}) {
        EXPECT_TRUE(if_none_match_names(field, "\"a\"")) << field;
    }
}

TEST(IfNoneMatch, NamesNothingElse) {
    for (const std::string_view field :
         {"", " ", ",", "\"b\"", "a", "\"a", "a\"", "\"A\"", "\"aa\"", "w/\"a\"", "W/", "W/*",
          "*, x", "\"x, \"a\"", "nonsense, \"a\"", "'a'", "\"\\\"a\\\"\""}) {
        EXPECT_FALSE(if_none_match_names(field, "\"a\"")) << field;
    }
}

}  // namespace
}  // namespace keks::server
