// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/embedded_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "server/assets/asset_rules.hpp"
#include "server/assets/owned_asset.hpp"

namespace keks::server {
namespace {

// What a page of HTML loads or links to.
std::vector<std::string> references(std::string_view html) {
    static const std::regex attribute{R"re(\s(?:href|src)="([^"]*)")re"};
    std::vector<std::string> found;
    for (std::cregex_iterator match{html.data(), html.data() + html.size(), attribute}, end;
         match != end; ++match) {
        found.push_back((*match)[1]);
    }
    return found;
}

class EmbeddedStoreTest : public testing::Test {
  protected:
    EmbeddedStore store_;
};

TEST_F(EmbeddedStoreTest, HoldsThePagesAndTheServiceWorker) {
    for (const std::string_view path : {"index.html", "room.html", "sw.js", "favicon.ico"}) {
        const auto asset = store_.find(path);
        ASSERT_TRUE(asset) << path;
        EXPECT_EQ(asset->cache_control, kCacheRevalidate) << path;
        EXPECT_FALSE(asset->identity.bytes.empty()) << path;
    }
}

TEST_F(EmbeddedStoreTest, FindsEachOfItsFilesAndNothingElse) {
    for (const auto& asset : embedded_assets()) {
        EXPECT_EQ(store_.find(asset.path).get(), &asset) << asset.path;
        EXPECT_FALSE(store_.find(std::string{asset.path} + "x")) << asset.path;
        EXPECT_FALSE(store_.find("/" + std::string{asset.path})) << asset.path;
    }
    for (const std::string_view path : {"", "/", "zzz", "assets", "assets/", "../index.html"}) {
        EXPECT_FALSE(store_.find(path)) << path;
    }
}

TEST_F(EmbeddedStoreTest, IsSortedByPath) {
    EXPECT_TRUE(std::ranges::is_sorted(embedded_assets(), std::less<>{}, &Asset::path));
}

TEST_F(EmbeddedStoreTest, KnowsTheTypeOfEachFile) {
    for (const auto& asset : embedded_assets()) {
        EXPECT_NE(asset.mime, "application/octet-stream") << asset.path;
    }
}

TEST_F(EmbeddedStoreTest, KeepsOnlyFilesInAssetsThatAreNamedByTheirHash) {
    for (const auto& asset : embedded_assets()) {
        const bool hashed = asset.path.starts_with("assets/");
        EXPECT_EQ(asset.cache_control, hashed ? kCacheImmutable : kCacheRevalidate) << asset.path;
    }
}

TEST_F(EmbeddedStoreTest, NamesEachFormByTheHashOfItsBytes) {
    std::set<std::string_view> etags;
    for (const auto& asset : embedded_assets()) {
        for (const auto& form : {std::optional{asset.identity}, asset.brotli, asset.gzip}) {
            if (!form) continue;
            EXPECT_EQ(form->etag, content_etag(form->bytes)) << asset.path;
            EXPECT_TRUE(etags.insert(form->etag).second) << asset.path;
        }
    }
}

TEST_F(EmbeddedStoreTest, CompressesWhereThatHelps) {
    for (const auto& asset : embedded_assets()) {
        for (const auto& form : {asset.brotli, asset.gzip}) {
            if (!form) continue;
            EXPECT_LT(form->bytes.size(), asset.identity.bytes.size()) << asset.path;
        }
        const bool is_script = asset.path.starts_with("assets/") && asset.path.ends_with(".js");
        EXPECT_TRUE(!is_script || (asset.brotli && asset.gzip)) << asset.path;
        const std::string_view magic = "\x1f\x8b\x08";  // RFC 1952, section 2.3
        EXPECT_TRUE(!asset.gzip || asset.gzip->bytes.starts_with(magic)) << asset.path;
    }
}

TEST_F(EmbeddedStoreTest, ItsPagesReferOnlyToWhatIsThere) {
    for (const std::string_view page : {"index.html", "room.html"}) {
        const auto found = references(store_.find(page)->identity.bytes);
        EXPECT_THAT(found, testing::Contains(testing::StartsWith("assets/"))) << page;
        for (const auto& reference : found) {
            const bool made_by_the_server = reference == "overrides.css";
            const bool in_the_page = reference.starts_with("data:image/");
            EXPECT_TRUE(made_by_the_server || in_the_page || store_.find(reference))
                << page << ": " << reference;
        }
    }
}

TEST_F(EmbeddedStoreTest, ItsPagesHaveNoCodeOrStyleInline) {
    static const std::regex inline_code{
        R"re(<script(?![^>]*\ssrc=)|<style|\s(?:on[a-z]+|style)=)re"};
    for (const std::string_view page : {"index.html", "room.html"}) {
        const auto html = store_.find(page)->identity.bytes;
        EXPECT_FALSE(std::regex_search(html.begin(), html.end(), inline_code)) << page;
    }
}

}  // namespace
}  // namespace keks::server
