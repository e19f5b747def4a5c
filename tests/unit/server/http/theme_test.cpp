// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/theme.hpp"

#include <gtest/gtest.h>

#include <string>

#include "server/assets/owned_asset.hpp"

namespace keks::server {
namespace {

std::shared_ptr<const Asset> page_of(std::string html) {
    return make_owned_asset("room.html", std::move(html), "text/html; charset=utf-8",
                            kCacheRevalidate);
}

TEST(Theme, StandsWhereThePageHasItsColour) {
    const auto page = page_of(R"(<meta name="theme-color" content="#15110e" /><p title="x">)");
    const auto other = themed(page, "#ffffff");
    EXPECT_EQ(other->identity.bytes,
              R"(<meta name="theme-color" content="#ffffff" /><p title="x">)");
    EXPECT_EQ(other->path, "room.html");
    EXPECT_EQ(other->mime, "text/html; charset=utf-8");
    EXPECT_EQ(other->cache_control, kCacheRevalidate);
    EXPECT_NE(other->identity.etag, page->identity.etag);
}

TEST(Theme, LeavesAPageThatNeedsNoneAsItIs) {
    for (const std::string html :
         {R"(<meta name="theme-color" content="#15110e" />)", "<p>no colour</p>",
          R"(<meta name="theme-color" content="never ended)"}) {
        const auto page = page_of(html);
        EXPECT_EQ(themed(page, "#15110e"), page) << html;
    }
}

TEST(ThemedPages, MakeAPageAnewOnlyOnceItHasChanged) {
    const std::string before = R"(<meta name="theme-color" content="#15110e" />)";
    ThemedPages pages{"#ffffff"};
    const auto once = pages.of(page_of(before));
    EXPECT_EQ(pages.of(page_of(before)), once);
    const auto changed = pages.of(page_of(before + "<p>more</p>"));
    EXPECT_EQ(changed->identity.bytes,
              R"(<meta name="theme-color" content="#ffffff" /><p>more</p>)");
    EXPECT_EQ(once->identity.bytes, R"(<meta name="theme-color" content="#ffffff" />)");
}

}  // namespace
}  // namespace keks::server
