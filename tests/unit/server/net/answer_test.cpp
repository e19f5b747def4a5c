// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/answer.hpp"

#include <gtest/gtest.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "server/assets/embedded_store.hpp"
#include "support/ignored_signal.hpp"
#include "support/socket_pair.hpp"

namespace keks::server {
namespace {

// The largest file of the web client, which is more than a socket takes at once.
std::string_view large_constant() {
    return std::ranges::max(embedded_assets(), {},
                            [](const Asset& asset) { return asset.identity.bytes.size(); })
        .identity.bytes;
}

Response with_body(Text body) {
    auto response = make_response(200);
    response.content_length = body.view().size();
    response.body = std::move(body);
    return response;
}

std::string body_of(const std::string& answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
}

// Two ends over loopback.
class TcpPair {
  public:
    TcpPair() {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener, any, length), 0);
        EXPECT_EQ(::listen(listener, 1), 0);
        EXPECT_EQ(::getsockname(listener, any, &length), 0);
        EXPECT_EQ(::connect(far_, any, length), 0);
        near_ = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
        ::close(listener);
    }
    ~TcpPair() {
        end_near();
        ::close(far_);
    }
    TcpPair(const TcpPair&) = delete;
    TcpPair& operator=(const TcpPair&) = delete;

    [[nodiscard]] int near() const { return near_; }
    void end_near() {
        if (near_ >= 0) ::close(std::exchange(near_, -1));
    }
    std::string received_to_the_end() {
        std::string all;
        std::array<char, 65536> piece{};
        for (ssize_t got = 0; (got = ::recv(far_, piece.data(), piece.size(), 0)) > 0;)
            all.append(piece.data(), static_cast<std::size_t>(got));
        return all;
    }
    // To the far end.
    [[nodiscard]] unsigned packets() const {
        tcp_info info{};
        socklen_t length = sizeof info;
        EXPECT_EQ(::getsockopt(far_, IPPROTO_TCP, TCP_INFO, &info, &length), 0);
        return info.tcpi_segs_in;
    }

  private:
    int far_ = ::socket(AF_INET, SOCK_STREAM, 0);
    int near_ = -1;
};

class BeginAnswer : public testing::Test {
  protected:
    UnsentAnswer begin(const Response& response) {
        return begin_answer(sockets_.near(), response, Persistence::stays, program_);
    }

    // What is sent at once, and after it what the session has to write later.
    std::string all_of(const Response& response) {
        const auto unsent = begin(response);
        EXPECT_FALSE(unsent.failed);
        auto all = sockets_.received();
        all += unsent.head;
        all += unsent.body;
        return all;
    }

    [[nodiscard]] bool sends_files() { return program_.find(large_constant()).has_value(); }

    const test::IgnoredSignal ignored_{SIGPIPE};
    test::SocketPair sockets_;
    ProgramFile program_;
};

TEST_F(BeginAnswer, SendsASmallOneWhole) {
    EXPECT_EQ(body_of(all_of(with_body("some text"))), "some text");
}

TEST_F(BeginAnswer, SendsHeadAndBodyOfALargeConstantInOrder) {
    const auto body = large_constant().substr(0, 50000);
    const auto unsent = begin(with_body(body));
    EXPECT_TRUE(unsent.empty() && !unsent.failed);
    const auto arrived = sockets_.received();
    EXPECT_TRUE(arrived.starts_with("HTTP/1.1 200 OK\r\n")) << arrived.substr(0, 100);
    EXPECT_TRUE(body_of(arrived) == body);
    EXPECT_TRUE(sends_files());
}

TEST_F(BeginAnswer, SendsTheEndOfTheConnectionAlongWithTheLastOfIt) {
    const auto packets_of = [this](std::string_view body, Persistence persistence) {
        TcpPair pair;
        const auto before = pair.packets();
        EXPECT_TRUE(begin_answer(pair.near(), with_body(body), persistence, program_).empty());
        pair.end_near();
        EXPECT_TRUE(body_of(pair.received_to_the_end()) == body);
        return pair.packets() - before;
    };
    for (const auto body : {std::string_view{"some text"}, large_constant().substr(0, 50000)}) {
        bool saves_one = false;
        // What waits is sent when the test is held up for longer than the system lets it wait.
        for (int tries = 0; tries < 10 && !saves_one; ++tries)
            saves_one =
                packets_of(body, Persistence::closes) < packets_of(body, Persistence::stays);
        EXPECT_TRUE(saves_one) << body.size();
    }
}

TEST_F(BeginAnswer, SendsALargeBodyOfTheHeapAsWell) {
    const std::string body(50000, 'x');
    EXPECT_TRUE(body_of(all_of(with_body(body))) == body);
}

TEST_F(BeginAnswer, LeavesWhatTheSocketDoesNotTake) {
    sockets_.set_buffer(8192);
    const auto body = large_constant();
    // The first to leave a part of its body, then those to a full socket.
    for (int i = 0; i < 3; ++i) {
        const auto unsent = begin(with_body(body));
        ASSERT_FALSE(unsent.failed);
        ASSERT_FALSE(unsent.body.empty()) << "the socket was to be full";
        EXPECT_TRUE(body.ends_with(unsent.body));
        if (i == 0) {
            EXPECT_TRUE(unsent.head.empty());
            EXPECT_LT(unsent.body.size(), body.size());
        }
    }
    EXPECT_TRUE(sends_files());
}

TEST_F(BeginAnswer, LosesNothingOfWhatIsSentInTwoParts) {
    sockets_.set_buffer(8192);
    EXPECT_TRUE(body_of(all_of(with_body(large_constant()))) == large_constant());
}

TEST_F(BeginAnswer, GoesOnFromMemoryWhereFilesCannotBeSent) {
    sockets_.refuse_files();
    const auto body = large_constant().substr(0, 50000);
    EXPECT_TRUE(body_of(all_of(with_body(body))) == body);
    EXPECT_FALSE(sends_files()) << "would be tried in vain again";
    EXPECT_TRUE(body_of(all_of(with_body(body))) == body);
}

TEST_F(BeginAnswer, FailsWhenThePeerIsGoneAndSendsFilesToOthersStill) {
    sockets_.close_far();
    const auto unsent = begin(with_body(large_constant()));
    EXPECT_TRUE(unsent.failed);
    EXPECT_TRUE(unsent.empty());
    EXPECT_TRUE(sends_files());
}

}  // namespace
}  // namespace keks::server
