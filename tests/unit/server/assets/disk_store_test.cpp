// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/disk_store.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/temporary_directory.hpp"

namespace keks::server {
namespace {

namespace fs = std::filesystem;

class DiskStoreTest : public testing::Test {
  protected:
    DiskStoreTest() {
        directory_.write("secret.txt", "outside");
        directory_.write("web-secret/x.txt", "outside, with a name that starts alike");
        directory_.write("web/index.html", "<p>start</p>");
        directory_.write("web/assets/main-AB12CD34.js", "main");
        directory_.write("web/.hidden", "hidden");
        directory_.write("web/empty.txt", "");
    }

    std::string content(std::string_view path) const {
        const auto asset = store().find(path);
        return asset ? std::string{asset->identity.bytes} : "nothing";
    }

    DiskStore store() const { return DiskStore{web()}; }
    fs::path web() const { return directory_.path() / "web"; }

    test::TemporaryDirectory directory_;
};

TEST_F(DiskStoreTest, ServesFilesUncachedAndAsTheyAre) {
    const auto asset = store().find("assets/main-AB12CD34.js");
    ASSERT_TRUE(asset);
    EXPECT_EQ(asset->path, "assets/main-AB12CD34.js");
    EXPECT_EQ(asset->mime, "text/javascript; charset=utf-8");
    EXPECT_EQ(asset->cache_control, "no-store");
    EXPECT_EQ(asset->identity.bytes, "main");
    EXPECT_FALSE(asset->brotli || asset->gzip);
    EXPECT_EQ(content("index.html"), "<p>start</p>");
    EXPECT_EQ(content("empty.txt"), "");
}

TEST_F(DiskStoreTest, ReadsAFileAnewEachTime) {
    const auto files = store();
    const auto before = files.find("index.html");
    directory_.write("web/index.html", "<p>changed</p>");
    const auto after = files.find("index.html");
    ASSERT_TRUE(before && after);
    EXPECT_EQ(after->identity.bytes, "<p>changed</p>");
    EXPECT_NE(after->identity.etag, before->identity.etag);
    directory_.write("web/index.html", "<p>start</p>");
    EXPECT_EQ(files.find("index.html")->identity.etag, before->identity.etag);
    fs::remove(web() / "index.html");
    EXPECT_FALSE(files.find("index.html"));
}

TEST_F(DiskStoreTest, NeverLeavesItsDirectory) {
    using namespace std::string_view_literals;
    const auto outside = (directory_.path() / "secret.txt").string();
    for (const std::string_view path : {"../secret.txt"sv,
                                        "assets/../../secret.txt"sv,
                                        "../web-secret/x.txt"sv,
                                        "../web/index.html"sv,
                                        "assets/../index.html"sv,
                                        "./index.html"sv,
                                        "/index.html"sv,
                                        std::string_view{outside},
                                        ""sv,
                                        "."sv,
                                        ".."sv,
                                        "assets"sv,
                                        "assets/"sv,
                                        "assets//"sv,
                                        "assets//main-AB12CD34.js"sv,
                                        ".hidden"sv,
                                        "..\\secret.txt"sv,
                                        "index.html\0"sv,
                                        "index.html\0.js"sv,
                                        "index.html\n"sv,
                                        "index.html/"sv,
                                        "index.html/x"sv,
                                        "missing"sv}) {
        EXPECT_EQ(content(path), "nothing") << path;
    }
    EXPECT_EQ(content(std::string(100000, 'x')), "nothing");
}

TEST_F(DiskStoreTest, FollowsOnlyLinksThatStayInside) {
    fs::create_symlink("../secret.txt", web() / "out.txt");
    fs::create_directory_symlink("..", web() / "up");
    fs::create_directory_symlink(directory_.path() / "web-secret", web() / "alike");
    fs::create_symlink("loop", web() / "loop");
    fs::create_symlink("index.html", web() / "in.html");
    EXPECT_EQ(content("out.txt"), "nothing");
    EXPECT_EQ(content("up/secret.txt"), "nothing");
    EXPECT_EQ(content("alike/x.txt"), "nothing");
    EXPECT_EQ(content("loop"), "nothing");
    EXPECT_EQ(content("in.html"), "<p>start</p>");
}

TEST_F(DiskStoreTest, MayItselfBeReachedThroughALink) {
    fs::create_directory_symlink("web", directory_.path() / "link");
    EXPECT_TRUE(DiskStore{directory_.path() / "link/"}.find("index.html"));
}

TEST_F(DiskStoreTest, NeedsADirectory) {
    EXPECT_THROW(DiskStore{directory_.path() / "missing"}, fs::filesystem_error);
    EXPECT_THROW(DiskStore{web() / "index.html"}, fs::filesystem_error);
}

}  // namespace
}  // namespace keks::server
