// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/asset_rules.hpp"

#include <gtest/gtest.h>

namespace keks::server {
namespace {

TEST(MimeType, FollowsTheExtension) {
    EXPECT_EQ(mime_type("index.html"), "text/html; charset=utf-8");
    EXPECT_EQ(mime_type("assets/a.b-12345678.css"), "text/css; charset=utf-8");
    EXPECT_EQ(mime_type("assets/x.wasm"), "application/wasm");
    for (const std::string_view path : {"", "x", "x.", "x.exe", "a.html/x", "x.HTML"}) {
        EXPECT_EQ(mime_type(path), "application/octet-stream") << path;
    }
}

TEST(CachePolicy, KeepsOnlyWhatHasItsHashInItsName) {
    for (const std::string_view path :
         {"assets/main-AB12CD34.js", "assets/a-b-AB12CD34.css", "assets/x-AB12CD34.js.map",
          "assets/deep/x-ABCDEFGHIJ.png", "assets/main-0123456789abcdef.js"}) {
        EXPECT_EQ(cache_policy(path), kCacheImmutable) << path;
    }
    for (const std::string_view path :
         {"index.html", "sw.js", "sw-AB12CD34.js", "assets/main.js", "assets/main-AB12CD3.js",
          "assets/main-ab12cd34.js", "assets/main-0123456789abcde.js",
          "assets/main-0123456789abcdeF.js", "assets/AB12CD34.js", "assets/x-AB12CD34/main.js"}) {
        EXPECT_EQ(cache_policy(path), kCacheRevalidate) << path;
    }
}

}  // namespace
}  // namespace keks::server
