// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/lookup.hpp"

#include <gtest/gtest.h>

namespace keks::rift {
namespace {

using client::MemberInfo;
using client::MemberKey;
using client::Resource;

Resource file(std::string id, std::string label) {
    return {.kind = Resource::Kind::file, .id = std::move(id), .label = std::move(label)};
}

std::vector<MemberInfo> people() {
    std::vector<MemberInfo> all(2);
    all[0].key = MemberKey{1};
    all[0].resources = {file("abc", "poem"), file("abd", "novel"), file("poem2", "twice")};
    all[1].key = MemberKey{2};
    all[1].resources = {file("ab", "twice"),
                        {.kind = Resource::Kind::port, .id = "p1", .label = "printer"}};
    return all;
}

std::string found(Resource::Kind kind, std::string_view text) {
    const auto result = find_resource(people(), kind, text);
    return result ? result->resource.id + " of " + std::to_string(static_cast<int>(result->key))
                  : result.error();
}

TEST(FindResource, GoesByIdOrLabelThenByTheBeginningOfAnId) {
    EXPECT_EQ(found(Resource::Kind::file, "ab"), "ab of 2") << "though others begin with it";
    EXPECT_EQ(found(Resource::Kind::file, "poem"), "abc of 1") << "though an id begins with it";
    EXPECT_EQ(found(Resource::Kind::file, "abd"), "abd of 1");
    EXPECT_EQ(found(Resource::Kind::file, "poe"), "poem2 of 1");
    EXPECT_EQ(found(Resource::Kind::port, "p"), "p1 of 2");
}

TEST(FindResource, LetsNobodyTakeANameOverByAnId) {
    auto all = people();
    all[1].resources.push_back(file("novel", "not the novel"));
    const auto result = find_resource(all, Resource::Kind::file, "novel");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(),
              "file novel may be one of 2: give its id, or more of it, which list shows");
    EXPECT_TRUE(is_random_id("0123456789abcdef0123456789abcdef"));
    EXPECT_FALSE(is_random_id("0123456789abcdef0123456789abcde"));
    EXPECT_FALSE(is_random_id("report of what was said in May.."));
}

TEST(FindResource, SaysWhyNothingIsFound) {
    EXPECT_EQ(found(Resource::Kind::file, "a"),
              "file a may be one of 3: give its id, or more of it, which list shows");
    EXPECT_EQ(found(Resource::Kind::file, "twice"),
              "file twice may be one of 2: give its id, or more of it, which list shows");
    EXPECT_EQ(found(Resource::Kind::file, "printer"),
              "nobody in the room offers a file printer: list shows what there is");
    EXPECT_EQ(found(Resource::Kind::port, "\x1b[2J"),
              "nobody in the room offers a port [2J: list shows what there is");
}

}  // namespace
}  // namespace keks::rift
