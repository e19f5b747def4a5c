// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/file_name.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using keks::client::safe_file_name;

TEST(FileName, is_made_safe_as_the_web_client_does) {
    std::ifstream file{KEKS_VECTORS_DIRECTORY "/file-name.json"};
    const auto cases = nlohmann::json::parse(file);
    ASSERT_GE(cases.size(), 20U);
    for (const auto& each : cases) {
        const auto safe = each["safe"].get<std::string>();
        EXPECT_EQ(safe_file_name(each["name"].get<std::string>()), safe) << each["what"];
        EXPECT_EQ(safe_file_name(safe), safe) << each["what"];
    }
}

TEST(FileName, is_cut_without_breaking_a_character_and_keeps_its_extension) {
    for (const std::string letter : {"x", "ü", "写", "👩"}) {
        std::string name;
        for (int times = 0; times < 10'000; ++times) name += letter;
        const auto safe = safe_file_name(name + ".tar.gz");
        EXPECT_LE(safe.size(), 200U);
        EXPECT_TRUE(safe.ends_with(letter + ".gz") || safe.ends_with(letter + ".tar.gz")) << safe;
        EXPECT_EQ(safe_file_name(safe), safe);
    }
}

TEST(FileName, without_an_extension_that_is_one_is_cut_at_its_end) {
    const auto safe = safe_file_name("a." + std::string(10'000, 'b'));
    EXPECT_LE(safe.size(), 200U);
    EXPECT_TRUE(safe.starts_with("a.bbb"));
}

TEST(FileName, loses_bytes_that_are_not_utf8) {
    EXPECT_EQ(safe_file_name("a\xff\x80.txt"), "a.txt");
}

}  // namespace
