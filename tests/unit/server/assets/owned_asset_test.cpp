// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/owned_asset.hpp"

#include <gtest/gtest.h>

namespace keks::server {
namespace {

// FIPS 180-4 example values of SHA-256, the first 16 bytes.
TEST(ContentEtag, IsHalfOfTheSha256InQuotes) {
    EXPECT_EQ(content_etag(""), "\"e3b0c44298fc1c149afbf4c8996fb924\"");
    EXPECT_EQ(content_etag("abc"), "\"ba7816bf8f01cfea414140de5dae2223\"");
}

TEST(OwnedAsset, ViewsWhatItOwns) {
    const auto asset = make_owned_asset("a.txt", "abc", "text/plain", "no-cache");
    EXPECT_EQ(asset->path, "a.txt");
    EXPECT_EQ(asset->identity, (Encoded{"abc", "\"ba7816bf8f01cfea414140de5dae2223\""}));
    EXPECT_EQ(asset->mime, "text/plain");
    EXPECT_EQ(asset->cache_control, "no-cache");
}

}  // namespace
}  // namespace keks::server
