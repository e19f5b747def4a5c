// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/transfer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/error.hpp>
#include <cerrno>
#include <csignal>
#include <string>

#include "support/ignored_signal.hpp"
#include "support/socket_pair.hpp"
#include "support/temporary_directory.hpp"

namespace keks::server {
namespace {

std::string pattern(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i % 251);
    return bytes;
}

// A socket, and a file of 1 MiB, which is more than the socket takes at once.
class SendFileNow : public testing::Test {
  public:
    ~SendFileNow() override { ::close(file_); }

  protected:
    SendFileNow() : file_{::open(folder_.write("file", bytes_).c_str(), O_RDONLY | O_CLOEXEC)} {}

    [[nodiscard]] FilePart part(std::size_t offset, std::size_t size) const {
        return {.file = file_, .offset = static_cast<off_t>(offset), .size = size};
    }

    const std::string bytes_ = pattern(std::size_t{1} << 20U);
    test::TemporaryDirectory folder_;
    int file_;
    test::SocketPair sockets_;
};

TEST_F(SendFileNow, SendsAPartOfAFile) {
    const auto [error, sent] = send_file_now(sockets_.near(), part(1000, 50000));
    EXPECT_FALSE(error) << error.message();
    EXPECT_EQ(sent, 50000U);
    EXPECT_TRUE(sockets_.received() == bytes_.substr(1000, 50000));
}

TEST_F(SendFileNow, SendsWhatTheSocketTakesAndDoesNotWait) {
    std::string arrived;
    std::size_t times_full = 0;
    for (std::size_t sent = 0; sent < bytes_.size();) {
        const auto some = send_file_now(sockets_.near(), part(sent, bytes_.size() - sent));
        ASSERT_FALSE(some.error) << some.error.message();
        sent += some.bytes;
        if (some.bytes > 0) continue;
        ++times_full;
        arrived += sockets_.received();
        ASSERT_EQ(arrived.size(), sent);
    }
    EXPECT_GT(times_full, 0U);
    EXPECT_TRUE(arrived + sockets_.received() == bytes_);
}

TEST_F(SendFileNow, IsAnErrorWhenThePeerIsGone) {
    const test::IgnoredSignal ignored{SIGPIPE};
    sockets_.close_far();
    const auto [error, sent] = send_file_now(sockets_.near(), part(0, 50000));
    EXPECT_EQ(error.value(), EPIPE) << error.message();
    EXPECT_EQ(sent, 0U);
}

TEST_F(SendFileNow, IsAnErrorBehindTheEndOfTheFile) {
    EXPECT_EQ(send_file_now(sockets_.near(), part(bytes_.size(), 1)).error,
              boost::asio::error::eof);
    EXPECT_EQ(send_file_now(sockets_.near(), part(bytes_.size() - 1, 10)).bytes, 1U);
}

TEST_F(SendFileNow, IsAnErrorWhereFilesCannotBeSent) {
    sockets_.refuse_files();
    EXPECT_EQ(send_file_now(sockets_.near(), part(0, 50000)).error.value(), EINVAL);
    EXPECT_EQ(sockets_.received(), "");
}

TEST(SendNow, SendsWhatIsFollowedByMore) {
    const test::SocketPair sockets;
    std::string head = "head ";
    std::string body = "body";
    iovec part{.iov_base = head.data(), .iov_len = head.size()};
    EXPECT_EQ(send_now(sockets.near(), {&part, 1}, Followed::by_more).bytes, head.size());
    part = {.iov_base = body.data(), .iov_len = body.size()};
    EXPECT_EQ(send_now(sockets.near(), {&part, 1}).bytes, body.size());
    EXPECT_EQ(sockets.received(), "head body");
}

}  // namespace
}  // namespace keks::server
