// SPDX-License-Identifier: AGPL-3.0-only
// Files that no socket takes at once, which the server sends out of its own program.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "support/counters.hpp"
#include "support/http_client.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"

namespace keks::test {
namespace {

const SocketOptions kSmallWindow{.receive_buffer = 4096, .source_host = {}};
// The system's own buffers hold some megabytes for a connection that is not read.
constexpr std::size_t kEnough = std::size_t{16} << 20U;

struct File {
    std::string target;
    std::string bytes;
};

// The files that were embedded, from where they were built.
std::vector<File> built_assets() {
    std::vector<File> files;
    for (const auto& entry : std::filesystem::directory_iterator{KEKS_WEB_BUILD "/assets"}) {
        std::ifstream stream{entry.path(), std::ios::binary};
        files.push_back({.target = "/assets/" + entry.path().filename().string(),
                         .bytes{std::istreambuf_iterator{stream}, {}}});
    }
    return files;
}

File largest_asset() {
    File largest;
    for (auto& file : built_assets()) {
        if (file.bytes.size() > largest.bytes.size()) largest = std::move(file);
    }
    return largest;
}

// The bytes are compared without being printed.
void expect_file(const HttpResponse& answer, const File& file) {
    EXPECT_EQ(answer.status, 200) << file.target;
    EXPECT_EQ(answer.header("content-length"), std::to_string(file.bytes.size())) << file.target;
    EXPECT_TRUE(answer.body == file.bytes) << file.target << " has other bytes";
}

std::string request_for(const File& file) {
    return "GET " + file.target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

// On TCP and on a unix socket, between which the system's ways to send a file differ.
class LargeFile : public testing::TestWithParam<const char*> {
  protected:
    [[nodiscard]] ServerOptions options() const {
        auto options = with_counters();
        if (GetParam() == std::string_view{"unix"})
            options.bind = "unix:" + (folder_.path() / "socket").string();
        return options;
    }

    const TemporaryDirectory folder_;
    const ServerProcess server_{options()};
    const Counters counters_{server_.metrics_address()};
};

INSTANTIATE_TEST_SUITE_P(Over, LargeFile, testing::Values("tcp", "unix"),
                         [](const auto& each) { return std::string{each.param}; });

TEST_P(LargeFile, ArrivesAsItWasBuilt) {
    const auto files = built_assets();
    ASSERT_FALSE(files.empty());
    HttpConnection connection{server_.address()};
    for (int i = 0; i < 3; ++i) {
        for (const auto& file : files) expect_file(connection.get(file.target), file);
    }
}

TEST_P(LargeFile, ArrivesOnAConnectionThatEndsWithIt) {
    const auto file = largest_asset();
    HttpConnection connection{server_.address()};
    expect_file(connection.get(file.target, "Connection: close\r\n"), file);
    connection.expect_end();
}

TEST_P(LargeFile, ArrivesWholeHoweverLateItIsRead) {
    const auto file = largest_asset();
    const auto count = kEnough / file.bytes.size();
    HttpConnection late{server_.address(), kSmallWindow};
    for (std::size_t i = 0; i < count; ++i) late.send(request_for(file));
    // Meanwhile the server waits for nobody.
    expect_file(http_get(server_.address(), file.target), file);
    for (std::size_t i = 0; i < count; ++i) expect_file(late.response(), file);
}

TEST_P(LargeFile, HurtsNobodyWhoseNeighbourLeavesAmidIt) {
    const auto file = largest_asset();
    const auto before = counters_.value(counter::kConnections);
    for (int i = 0; i < 20; ++i) {
        HttpConnection leaves{server_.address(), kSmallWindow};
        for (int j = 0; j < 50; ++j) leaves.send(request_for(file));
        std::string begun;
        ASSERT_EQ(leaves.socket().read_some(begun, Deadline{}), Arrival::data);
        leaves.socket().reset();
    }
    counters_.await(counter::kConnections, before);
    expect_file(http_get(server_.address(), file.target), file);
}

TEST_P(LargeFile, MayMeetABrokenPipe) {
    // Who leaves between two calls of the system makes it raise this, which no test can bring
    // about.
    server_.send_signal(SIGPIPE);
    const auto file = largest_asset();
    expect_file(http_get(server_.address(), file.target), file);
}

}  // namespace
}  // namespace keks::test
