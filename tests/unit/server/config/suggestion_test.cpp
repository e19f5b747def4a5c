// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/suggestion.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace keks::server {
namespace {

TEST(Suggestion, CountsTheFewestEdits) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("bind", "bind"), 0U);
    EXPECT_EQ(edit_distance("", "bind"), 4U);
    EXPECT_EQ(edit_distance("bnid", "bind"), 1U) << "neighbours swapped";
    EXPECT_EQ(edit_distance("bin", "bind"), 1U);
    EXPECT_EQ(edit_distance("bindd", "bind"), 1U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Suggestion, NamesTheNearestWordIfItIsNear) {
    const std::vector<std::string> known{"stun", "turn", "turn_user", "turn_cred"};
    EXPECT_EQ(suggest("trun", known), "turn");
    EXPECT_EQ(suggest("turn_usr", known), "turn_user");
    EXPECT_EQ(suggest("colour", known), std::nullopt);
    EXPECT_EQ(suggest("", known), std::nullopt);
    EXPECT_EQ(suggest(std::string(1000, 'x'), known), std::nullopt);
}

}  // namespace
}  // namespace keks::server
