// SPDX-License-Identifier: AGPL-3.0-only
// --web-root: the client from disk, for work on it while the server runs.
#include <gtest/gtest.h>

#include <filesystem>

#include "support/http_client.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"

namespace keks::test {
namespace {

ServerOptions serving(const std::filesystem::path& folder) {
    ServerOptions options;
    options.arguments = {"--web-root", folder.string()};
    return options;
}

TEST(WebRoot, IsReadAnewForEachRequestAndNeverCached) {
    const TemporaryDirectory directory;
    directory.write("index.html", "<p>one</p>");
    directory.write("room.html", "<p>room</p>");
    directory.write("assets/main-ABCDEFGH.js", "1");
    const ServerProcess server{serving(directory.path())};
    HttpConnection connection{server.address()};
    EXPECT_EQ(connection.get("/").body, "<p>one</p>");
    EXPECT_EQ(connection.get("/room").body, "<p>room</p>");
    directory.write("index.html", "<p>another</p>");
    const auto changed = connection.get("/");
    EXPECT_EQ(changed.body, "<p>another</p>");
    EXPECT_EQ(changed.header("cache-control"), "no-store");
    const auto asset = connection.get("/assets/main-ABCDEFGH.js");
    EXPECT_EQ(asset.body, "1");
    EXPECT_EQ(asset.header("cache-control"), "no-store");
    expect_security_headers(asset, "an asset");
    EXPECT_EQ(connection.get("/config.json").status, 200);
    EXPECT_EQ(connection.get("/sw.js").status, 404);
}

TEST(WebRoot, ThatIsNoFolderIsRefusedAtTheStart) {
    const TemporaryDirectory directory;
    for (const auto& folder : {directory.path() / "missing",
                               std::filesystem::path{directory.write("file", "no folder")}}) {
        const auto finished = run_to_end(serving(folder));
        EXPECT_NE(finished.exit, (Exit{0, 0}));
        EXPECT_EQ(finished.exit.signal, 0);
        EXPECT_NE(finished.err.find(folder.string()), std::string::npos) << finished.all();
    }
}

TEST(WebRoot, LetsNobodyOut) {
    const TemporaryDirectory directory;
    directory.write("secret.txt", "canary");
    directory.write("web/index.html", "<p>one</p>");
    directory.write("web/assets/a-ABCDEFGH.js", "1");
    std::filesystem::create_symlink("../../secret.txt", directory.path() / "web/assets/link.txt");
    std::filesystem::create_symlink("/etc", directory.path() / "web/assets/etc");
    const ServerProcess server{serving(directory.path() / "web")};
    HttpConnection connection{server.address()};
    for (const std::string path :
         {"/../secret.txt", "/assets/../../secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt",
          "/assets/..%2f..%2fsecret.txt", "/assets/....//....//secret.txt", "/assets//etc/passwd",
          "/assets/link.txt", "/assets/etc/passwd", "/assets/..\\..\\secret.txt",
          "/assets/a-ABCDEFGH.js%00.txt", "/assets/", "/assets", "/assets/.", "//etc/passwd",
          "/secret.txt", "/assets/%2fetc%2fpasswd"}) {
        const auto answer = connection.get(path);
        EXPECT_TRUE(answer.status == 404 || answer.status == 400) << path << ": " << answer.status;
        EXPECT_EQ(answer.body.find("canary"), std::string::npos) << path;
        EXPECT_EQ(answer.body.find("root:"), std::string::npos) << path;
    }
}

}  // namespace
}  // namespace keks::test
