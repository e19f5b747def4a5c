// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/request_reader.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace keks::server {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

class RequestReaderTest : public testing::Test {
  protected:
    RequestReaderTest() {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0)
            throw std::system_error{errno, std::generic_category(), "socketpair"};
        socket_.emplace(loop_, Transport::local, Descriptor{ends[0]});
        client_ = Descriptor{ends[1]};
    }

    // What becomes of the request when this has come too.
    error_code take(std::string_view bytes) {
        EXPECT_EQ(::send(client_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(bytes.size()));
        const error_code error = reader_.receive(*socket_);
        return error ? error : reader_.parse();
    }

    unsigned status_of_refusal(error_code error) { return reader_.refusal(error).status; }

    EventLoop loop_;
    std::optional<Socket> socket_;
    Descriptor client_;
    Config::Limits limits_ = [] {
        Config::Limits limits;
        limits.request_line_bytes = 64;
        limits.header_bytes = 128;
        limits.body_bytes = 32;
        return limits;
    }();
    RequestReader reader_{limits_};
};

TEST_F(RequestReaderTest, PutsARequestTogetherFromItsBytes) {
    const std::string_view request = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    reader_.begin();
    for (const char& byte : request.substr(0, request.size() - 1))
        ASSERT_EQ(take({&byte, 1}), http::error::need_more);
    EXPECT_FALSE(take("y"));
    EXPECT_EQ(reader_.parser().get().body(), "body");
    EXPECT_EQ(reader_.head().target(), "/x");
    EXPECT_EQ(reader_.unread(), "");
}

TEST_F(RequestReaderTest, LeavesWhatBelongsToTheNext) {
    reader_.begin();
    EXPECT_FALSE(take("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(reader_.head().target(), "/1");
    EXPECT_TRUE(reader_.has_begun());
    reader_.begin();
    EXPECT_FALSE(reader_.parse());
    EXPECT_EQ(reader_.head().target(), "/2");
    EXPECT_FALSE(reader_.has_begun());
}

TEST_F(RequestReaderTest, TakesEmptyLinesForNothingHoweverTheyCome) {
    for (const std::string_view piece : {"\r\n", "\r", "\n\r"}) {
        ASSERT_EQ(::send(client_.number(), piece.data(), piece.size(), 0),
                  static_cast<ssize_t>(piece.size()));
        EXPECT_FALSE(reader_.receive(*socket_));
        EXPECT_FALSE(reader_.has_begun());
    }
    ASSERT_EQ(::send(client_.number(), "\nG", 2, 0), 2);
    EXPECT_FALSE(reader_.receive(*socket_));
    EXPECT_TRUE(reader_.has_begun());
    reader_.begin();
    EXPECT_FALSE(take("ET / HTTP/1.1\r\nHost: a\r\n\r\n"));
}

TEST_F(RequestReaderTest, PutsChunksTogether) {
    reader_.begin();
    EXPECT_EQ(take("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"),
              http::error::need_more);
    EXPECT_FALSE(take("3\r\ncde\r\n0\r\n\r\n"));
    EXPECT_EQ(reader_.parser().get().body(), "abcde");
}

TEST_F(RequestReaderTest, RefusesALineThatIsTooLong) {
    reader_.begin();
    EXPECT_EQ(
        status_of_refusal(take("GET /" + std::string(64, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n")),
        414);
}

TEST_F(RequestReaderTest, RefusesHeaderFieldsThatAreTooLarge) {
    reader_.begin();
    EXPECT_EQ(status_of_refusal(
                  take("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(128, 'x') + "\r\n\r\n")),
              431);
}

TEST_F(RequestReaderTest, RefusesABodyThatIsTooLarge) {
    reader_.begin();
    EXPECT_EQ(status_of_refusal(take("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 33\r\n\r\n")),
              413);
}

TEST_F(RequestReaderTest, RefusesWhatIsNoRequest) {
    reader_.begin();
    EXPECT_EQ(status_of_refusal(take("what?\r\n\r\n")), 400);
}

TEST_F(RequestReaderTest, WantsAHostBeforeItLooksAtTheBody) {
    reader_.begin();
    EXPECT_EQ(status_of_refusal(take("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody")), 400);
    EXPECT_EQ(reader_.unread(), "body");
}

TEST_F(RequestReaderTest, TellsAnEndInTheMiddleFromOneBetweenRequests) {
    reader_.begin();
    EXPECT_EQ(reader_.end_of_stream(), http::error::end_of_stream);
    EXPECT_EQ(take("GET / HTTP/1.1\r\nHo"), http::error::need_more);
    client_.close();
    EXPECT_EQ(reader_.receive(*socket_), boost::asio::error::eof);
    EXPECT_EQ(reader_.end_of_stream(), http::error::partial_message);
}

TEST_F(RequestReaderTest, ExpectsToContinueOnlyInHttp11) {
    for (const auto& [version, expects] : {std::pair{"1.1", true}, std::pair{"1.0", false}}) {
        RequestReader reader{limits_};
        reader.begin();
        const std::string head = std::string{"POST / HTTP/"} + version +
                                 "\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
        ASSERT_EQ(::send(client_.number(), head.data(), head.size(), 0),
                  static_cast<ssize_t>(head.size()));
        EXPECT_FALSE(reader.receive(*socket_));
        EXPECT_FALSE(reader.expects_continue());
        EXPECT_EQ(reader.parse(), http::error::need_more);
        EXPECT_EQ(reader.expects_continue(), expects) << version;
    }
}

}  // namespace
}  // namespace keks::server
