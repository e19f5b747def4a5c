// SPDX-License-Identifier: AGPL-3.0-only
#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "webrtc/two_peers.hpp"

namespace keks::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Connection : public TwoPeers {};

// Candidates are found while the loop is still busy with what asked for the description.
TEST_F(Connection, TellsADescriptionBeforeItsCandidatesThoughTheLoopIsBusy) {
    std::vector<std::string> told;
    SessionDescription offer;
    PeerConnection::Events events;
    events.local_description = [&](const SessionDescription& description) {
        offer = description;
        told.emplace_back("description");
    };
    events.candidate = [&](const IceCandidate& candidate) {
        told.emplace_back(candidate.candidate.empty() ? "end" : "candidate");
    };
    a.connection = factory->create({}, events);
    b.connection = factory->create({}, events);
    const std::vector<std::function<void()>> asks{[&] { a.connection->make_offer(); },
                                                  [&] {
                                                      b.connection->set_remote(offer);
                                                      b.connection->make_answer();
                                                  }};
    for (const auto& ask : asks) {
        told.clear();
        bool was_busy = false;
        boost::asio::post(loop, [&] {
            posts.begin();
            ask();
            // The description, and a candidate.
            was_busy = posts.wait_for(2);
        });
        ASSERT_TRUE(run_until([&] { return !told.empty() && told.back() == "end"; }));
        EXPECT_TRUE(was_busy);
        EXPECT_EQ(told[0], "description");
        EXPECT_EQ(told[1], "candidate");
    }
}

TEST_F(Connection, OpensOneChannelAndCarriesMessagesBothWays) {
    ASSERT_TRUE(connect());
    EXPECT_TRUE(a.connection->negotiated());
    EXPECT_TRUE(b.connection->negotiated());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel, "a label"));
    EXPECT_EQ(b.incoming[0]->label(), "a label");
    std::vector<std::string> at_a;
    std::vector<std::string> at_b;
    record(*channel, at_a);
    record(*b.incoming[0], at_b);
    EXPECT_TRUE(channel->send_text("one"));
    EXPECT_TRUE(channel->send({}));
    EXPECT_TRUE(channel->send(std::as_bytes(std::span{"three", 5})));
    EXPECT_TRUE(channel->send_text(""));
    EXPECT_TRUE(b.incoming[0]->send_text("back"));
    ASSERT_TRUE(run_until([&] { return at_b.size() == 5 && at_a.size() == 2; }));
    EXPECT_THAT(at_b, ElementsAre("opened", "text one", "bytes ", "bytes three", "text "));
    EXPECT_THAT(at_a, ElementsAre("opened", "text back"));
    EXPECT_THAT(a.refused, IsEmpty());
    EXPECT_THAT(b.refused, IsEmpty());
}

TEST_F(Connection, OpensAChannelThatWasAskedForBeforeTheConnectionIsThere) {
    auto channel = a.connection->open_channel("early");
    EXPECT_FALSE(channel->is_open());
    EXPECT_FALSE(channel->send_text("too early"));
    ASSERT_TRUE(connect());
    ASSERT_TRUE(run_until([&] { return channel->is_open() && b.incoming.size() == 1; }));
    EXPECT_EQ(b.incoming[0]->label(), "early");
}

TEST_F(Connection, OpensChannelsFromBothSidesAtOnce) {
    ASSERT_TRUE(connect());
    std::vector<std::unique_ptr<DataChannel>> opened;
    for (int i = 0; i < 20; ++i) {
        opened.push_back(a.connection->open_channel("a" + std::to_string(i)));
        opened.push_back(b.connection->open_channel("b" + std::to_string(i)));
    }
    ASSERT_TRUE(run_until([&] { return a.incoming.size() == 20 && b.incoming.size() == 20; }));
    EXPECT_EQ(a.incoming[7]->label(), "b7");
    EXPECT_EQ(b.incoming[7]->label(), "a7");
}

TEST_F(Connection, CarriesMessagesInOrderAndWhole) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::vector<std::size_t> sizes;
    bool intact = true;
    const auto check = [&](std::span<const std::byte> bytes, bool) {
        for (const std::byte byte : bytes) intact &= byte == std::byte(sizes.size());
        sizes.push_back(bytes.size());
    };
    b.incoming[0]->listen({.opened = {}, .message = check, .drained = {}, .closed = {}});
    const std::vector<std::size_t> sent{1,      262144, 0,    32768,  65536, 7,
                                        262144, 131072, 1200, 131071, 100000};
    for (std::size_t i = 0; i < sent.size(); ++i) {
        ASSERT_TRUE(channel->send(std::vector(sent[i], std::byte(i))));
    }
    ASSERT_TRUE(run_until([&] { return sizes.size() == sent.size(); }));
    EXPECT_EQ(sizes, sent);
    EXPECT_TRUE(intact);
}

TEST_F(Connection, RefusesAMessageThatIsLongerThanThePeerTakes) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    EXPECT_FALSE(channel->send(std::vector<std::byte>(262145)));
    EXPECT_EQ(channel->buffered_amount(), 0U);
}

// What takes memory is counted, so that who looks at it before he sends does not fill that.
TEST_F(Connection, CountsShortMessagesAsWhatTheyTakeWhileTheyAreBuffered) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    EXPECT_TRUE(channel->send({}));
    EXPECT_TRUE(channel->send_text("x"));
    EXPECT_TRUE(channel->send(std::vector<std::byte>(1000)));
    EXPECT_EQ(channel->buffered_amount(), 2 * DataChannel::least_buffered + 1000);
    ASSERT_TRUE(run_until([&] { return channel->buffered_amount() == 0; }));
}

TEST_F(Connection, CarriesAHundredMebibytesAndTellsWhenItsBufferDrains) {
    a.connection->both_are_rift(true);
    b.connection->both_are_rift(true);
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    constexpr std::size_t total = 100 << 20;
    std::size_t received = 0;
    b.incoming[0]->listen({.opened = {},
                           .message = [&](auto bytes, bool) { received += bytes.size(); },
                           .drained = {},
                           .closed = {}});
    std::size_t sent = 0;
    std::size_t most = 0;
    int drained = 0;
    const std::vector<std::byte> chunk(32768);
    const auto refill = [&] {
        while (sent < total && channel->buffered_amount() <= DataChannel::low_water) {
            sent += channel->send(chunk) ? chunk.size() : 0;
        }
        most = std::max(most, channel->buffered_amount());
    };
    channel->listen({.opened = refill,
                     .message = {},
                     .drained =
                         [&] {
                             ++drained;
                             refill();
                         },
                     .closed = {}});
    ASSERT_TRUE(run_until([&] { return received == total; }));
    EXPECT_GT(drained, 10);
    EXPECT_LE(most, DataChannel::low_water + chunk.size());
    EXPECT_EQ(channel->buffered_amount(), 0U);
}

// Two receive buffers of 4 MiB are between the ends, and 1 MiB of messages before the loop.
TEST_F(Connection, StopsThePeerWhilePaused) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::size_t received = 0;
    b.incoming[0]->pause();
    b.incoming[0]->listen({.opened = {},
                           .message = [&](auto bytes, bool) { received += bytes.size(); },
                           .drained = {},
                           .closed = {}});
    constexpr std::size_t total = 40 << 20;
    const std::vector<std::byte> chunk(65536);
    for (std::size_t sent = 0; sent < total; sent += chunk.size()) channel->send(chunk);
    std::size_t before = 0;
    // Nothing moves any more: it is full on the way.
    ASSERT_TRUE(run_until([&] {
        loop.run_for(std::chrono::milliseconds{500});
        return std::exchange(before, channel->buffered_amount()) == channel->buffered_amount();
    }));
    EXPECT_EQ(received, 0U);
    EXPECT_GT(channel->buffered_amount(), total - (12 << 20));
    b.incoming[0]->resume();
    ASSERT_TRUE(run_until([&] { return received == total; }));
}

// What is resumed has at once what waited for it, and what waits takes 256 bytes for each message.
TEST_F(Connection, StopsThePeerThoughItsMessagesAreEmptyOrTiny) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::size_t received = 0;
    b.incoming[0]->pause();
    b.incoming[0]->listen(
        {.opened = {}, .message = [&](auto, bool) { ++received; }, .drained = {}, .closed = {}});
    constexpr std::size_t pairs = 20'000;
    for (std::size_t sent = 0; sent < pairs; ++sent) {
        channel->send({});
        channel->send_text("x");
    }
    ASSERT_TRUE(run_until([&] {
        loop.run_for(std::chrono::milliseconds{500});
        return channel->buffered_amount() == 0;
    }));
    EXPECT_EQ(received, 0U);
    b.incoming[0]->resume();
    EXPECT_LE(received, 4096U);
    ASSERT_TRUE(run_until([&] { return received == 2 * pairs; }));
}

TEST_F(Connection, NegotiatesAgainWhileItGoesOn) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    b.connection->make_offer();
    ASSERT_TRUE(run_until([&] { return b.connection->negotiated(); }));
    a.connection->make_offer();
    a.connection->roll_back();
    std::vector<std::string> log;
    record(*b.incoming[0], log);
    channel->send_text("still here");
    ASSERT_TRUE(run_until([&] { return log.size() == 2; }));
    EXPECT_EQ(a.states.size(), b.states.size());
}

TEST_F(Connection, RefusesWhatIsMalformedOrOutOfTurn) {
    EXPECT_FALSE(a.connection->set_remote({SessionDescription::Type::offer, "v=1"}));
    EXPECT_FALSE(a.connection->set_remote({SessionDescription::Type::answer, "v=0\r\ns=-\r\n"}));
    a.connection->add_candidate({"candidate:not one", "0", 0});
    EXPECT_FALSE(a.connection->make_answer());
    ASSERT_TRUE(run_until([&] { return a.refused.size() == 4; }));
    EXPECT_THAT(a.refused, ElementsAre("line 1: must be v=0", "an answer to no offer of ours",
                                       "candidate: malformed", "there is no offer to answer"));
    ASSERT_TRUE(connect());
}

}  // namespace
}  // namespace keks::client::test
