// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/entry_rules.hpp"

#include <gmock/gmock.h>

#include <string>

namespace {

using namespace keks::client::disk;
using testing::ElementsAre;
using testing::IsEmpty;

std::string deep(std::size_t folders) {
    std::string path;
    for (std::size_t each = 0; each < folders; ++each) path += "d/";
    return path + "f";
}

TEST(EntryRules, let_ordinary_paths_be) {
    for (const std::string path : {"a", "a/b", ".gitignore", "a/..b", "a/...", "a b/ü写👩", "a\\b",
                                   "e\xe2\x80\x8dm", "-rf", "con"})
        EXPECT_FALSE(fault_of_path(path)) << path;
    EXPECT_FALSE(fault_of_path(deep(kDeepest)));
    EXPECT_FALSE(fault_of_path(std::string(kLongestComponent, 'n')));
}

TEST(EntryRules, refuse_paths_that_lead_elsewhere_or_deceive) {
    for (const std::string path : {"",
                                   "/",
                                   "/etc/passwd",
                                   "..",
                                   "../a",
                                   "a/..",
                                   "a/../b",
                                   ".",
                                   "./a",
                                   "a/./b",
                                   "a//b",
                                   "a/",
                                   "a\nb",
                                   "a\x1b[2J",
                                   "a\x7f",
                                   "a\xe2\x80\xae",
                                   "a\xe2\x81\xa6",
                                   "\xff",
                                   "a/\xc3",
                                   "\xc0\xaf",
                                   "\xed\xa0\x80"})
        EXPECT_TRUE(fault_of_path(path)) << path;
    EXPECT_TRUE(fault_of_path(std::string{"a\0b", 3}));
    EXPECT_TRUE(fault_of_path(deep(kDeepest + 1)));
    EXPECT_TRUE(fault_of_path(std::string(kLongestComponent + 1, 'n')));
    std::string longest;
    while (longest.size() <= kLongestPath) longest += std::string(200, 'n') + "/";
    EXPECT_TRUE(fault_of_path(longest + "n"));
}

TEST(EntryRules, let_links_lead_within_their_topmost_folder) {
    EXPECT_FALSE(fault_of_link("top/l", "a"));
    EXPECT_FALSE(fault_of_link("top/l", "a/b"));
    EXPECT_FALSE(fault_of_link("top/l", "./a//b/."));
    EXPECT_FALSE(fault_of_link("top/a/l", "../b"));
    EXPECT_FALSE(fault_of_link("top/a/b/l", "../../c"));
    EXPECT_FALSE(fault_of_link("top/a/l", ".."));
    EXPECT_FALSE(fault_of_link("l", "a"));
    EXPECT_FALSE(fault_of_link("top/l", "..a"));
}

TEST(EntryRules, refuse_links_that_lead_out_of_it) {
    EXPECT_TRUE(fault_of_link("top/l", ""));
    EXPECT_TRUE(fault_of_link("top/l", "/etc/passwd"));
    EXPECT_TRUE(fault_of_link("l", ".."));
    EXPECT_TRUE(fault_of_link("top/l", ".."));
    EXPECT_TRUE(fault_of_link("top/l", "../other"));
    EXPECT_TRUE(fault_of_link("top/a/l", "../../other"));
    EXPECT_TRUE(fault_of_link("top/a/l", "./../..//../x"));
    EXPECT_TRUE(fault_of_link("top/l", "a\x1b]0;"));
}

TEST(EntryRules, refuse_links_that_lead_out_through_another_link) {
    // With top/a/up -> .. that would be next to the topmost folder.
    EXPECT_TRUE(fault_of_link("top/l", "a/up/.."));
    EXPECT_TRUE(fault_of_link("top/a/l", "../a/up/../x"));
}

TEST(EntryRules, know_the_components_of_a_path) {
    EXPECT_THAT(components(""), IsEmpty());
    EXPECT_THAT(components("a"), ElementsAre("a"));
    EXPECT_THAT(components("/a//b/"), ElementsAre("", "a", "", "b", ""));
}

}  // namespace
