// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/answer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <string>

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

TEST_F(BeginAnswer, SendsALargeBodyOfTheHeapAsWell) {
    const std::string body(50000, 'x');
    EXPECT_TRUE(body_of(all_of(with_body(body))) == body);
}

TEST_F(BeginAnswer, LeavesWhatTheSocketDoesNotTake) {
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
