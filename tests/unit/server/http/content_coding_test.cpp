// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/content_coding.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace keks::server {
namespace {

constexpr Asset kAllForms{"a.js",         "text/javascript",     "no-cache",
                          {"i", "\"i\""}, Encoded{"b", "\"b\""}, Encoded{"g", "\"g\""}};
constexpr Asset kIdentityOnly{"a.js", "text/javascript", "no-cache", {"i", "\"i\""}, {}, {}};

// `br`, `gzip`, `identity`, or `none` if all is refused; checks that content and name belong
// together.
std::string chosen(const Asset& asset, std::string_view accept) {
    const auto [content, coding] = choose_coding(asset, accept);
    if (content == nullptr) return "none";
    std::string name = coding.empty() ? "identity" : std::string{coding};
    EXPECT_EQ(content->bytes, name.substr(0, 1)) << accept;
    return name;
}

TEST(ContentCoding, FollowsTheWeightsAndPrefersTheSmallestOfEquals) {
    for (const auto& [accept, expected] : std::vector<std::pair<std::string, std::string>>{
             {"", "identity"},
             {"br", "br"},
             {"gzip", "gzip"},
             {"x-gzip", "gzip"},
             {"GZIP", "gzip"},
             {"gzip, deflate, br, zstd", "br"},
             {"gzip,br", "br"},
             {" gzip ,\tbr ", "br"},
             {",,gzip,,", "gzip"},
             {"br;q=0.5, gzip", "gzip"},
             {"br;q=0.5, gzip;q=0.5", "br"},
             {"br; q=0.1 , gzip ;q=0.2", "gzip"},
             {"br;Q=0.1, gzip;Q=0.2", "gzip"},
             {"br;q=0.999, gzip;q=1.000", "gzip"},
             {"br;q=0.001", "br"},
             {"br;q=0", "identity"},
             {"br;q=0, gzip", "gzip"},
             {"br;q=0.0, gzip;q=0.000", "identity"},
             {"*", "br"},
             {"*;q=0.5, gzip", "gzip"},
             {"br;q=0, *", "gzip"},
             {"br;q=0, gzip;q=0, *", "identity"},
             {"*;q=0", "none"},
             {"*;q=0, identity", "identity"},
             {"*;q=0, gzip", "gzip"},
             {"identity", "identity"},
             {"identity, br;q=0.5", "identity"},
             {"identity;q=0.5, br;q=0.5", "br"},
             {"identity;q=0.4, gzip;q=0.5", "gzip"},
             {"identity;q=0", "none"},
             {"identity;q=0, br", "br"},
             {"identity;q=0, br;q=0, gzip;q=0", "none"},
             {"deflate, zstd", "identity"},
             {"br;q=2", "identity"},
             {"br;q=1.001", "identity"},
             {"br;q=-1", "identity"},
             {"br;q=0.1234", "identity"},
             {"br;q=", "identity"},
             {"br;q", "identity"},
             {"br;level=1", "identity"},
             {"br;q=0.5;q=1", "identity"},
             {"bro", "identity"},
             {";q=1", "identity"},
         }) {
        EXPECT_EQ(chosen(kAllForms, accept), expected) << accept;
    }
}

TEST(ContentCoding, OffersNoFormThatDoesNotExist) {
    EXPECT_EQ(chosen(kIdentityOnly, "br, gzip"), "identity");
    EXPECT_EQ(chosen(kIdentityOnly, "br, gzip, *;q=0.1"), "identity");
    EXPECT_EQ(chosen(kIdentityOnly, "br, identity;q=0"), "none");
}

}  // namespace
}  // namespace keks::server
