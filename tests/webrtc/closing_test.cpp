// SPDX-License-Identifier: AGPL-3.0-only
// How channels and connections end.
#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "webrtc/two_peers.hpp"

namespace keks::client::test {
namespace {

using testing::ElementsAre;

class Closing : public TwoPeers {};

TEST_F(Closing, ClosesAChannelAfterWhatWasSent) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::vector<std::string> at_a;
    std::size_t received = 0;
    bool closed = false;
    record(*channel, at_a);
    b.incoming[0]->listen({.opened = {},
                           .message = [&](auto bytes, bool) { received += bytes.size(); },
                           .drained = {},
                           .closed = [&] { closed = true; }});
    constexpr std::size_t total = 20 << 20;
    const std::vector<std::byte> chunk(65536);
    for (std::size_t sent = 0; sent < total; sent += chunk.size()) channel->send(chunk);
    channel->close();
    EXPECT_FALSE(channel->is_open());
    EXPECT_FALSE(channel->send_text("late"));
    ASSERT_TRUE(run_until([&] { return closed && at_a.size() == 2; }));
    EXPECT_EQ(received, total);
    EXPECT_THAT(at_a, ElementsAre("opened", "closed"));
    EXPECT_FALSE(b.incoming[0]->is_open());
}

// Either side has 512 streams to open.
TEST_F(Closing, UsesTheStreamsOfClosedChannelsAgain) {
    ASSERT_TRUE(connect());
    for (int round = 0; round < 6; ++round) {
        std::vector<std::unique_ptr<DataChannel>> channels;
        std::vector<std::string> log;
        for (int i = 0; i < 100; ++i) {
            channels.push_back(a.connection->open_channel("one of many"));
            record(*channels.back(), log);
        }
        ASSERT_TRUE(run_until([&] { return b.incoming.size() == 100; })) << round;
        b.incoming.clear();
        ASSERT_TRUE(run_until([&] { return log.size() == 200; })) << round;
        EXPECT_EQ(std::ranges::count(log, "opened"), 100);
    }
}

TEST_F(Closing, TellsThePeerWhenItCloses) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::vector<std::string> at_a;
    std::vector<std::string> at_b;
    record(*channel, at_a);
    record(*b.incoming[0], at_b);
    a.connection->close();
    ASSERT_TRUE(run_until([&] {
        return a.is(ConnectionState::closed) && b.is(ConnectionState::closed) && at_a.size() == 2 &&
               at_b.size() == 2;
    }));
    EXPECT_EQ(at_a.back(), "closed");
    EXPECT_EQ(at_b.back(), "closed");
}

// The peer's end and our own come to a loop that is busy, and each closes the channels.
TEST_F(Closing, ClosesAChannelOnceAndLast) {
    int gathered = 0;
    a.pass_candidate = b.pass_candidate = [&](const IceCandidate& candidate) {
        gathered += candidate.candidate.empty() ? 1 : 0;
        return true;
    };
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::vector<std::string> at_a;
    record(*channel, at_a);
    ASSERT_TRUE(run_until([&] { return gathered == 2; }));
    bool both_ended = false;
    boost::asio::post(loop, [&] {
        posts.begin();
        b.incoming[0]->send_text("late");
        b.connection->close();
        // That it was handed on; the message, the channel's end and that of the connection.
        both_ended = posts.wait_for(4);
        a.connection->close();
    });
    ASSERT_TRUE(run_until([&] { return a.is(ConnectionState::closed); }));
    EXPECT_TRUE(both_ended);
    // Whatever the loop still has to say.
    loop.poll();
    EXPECT_EQ(std::ranges::count(at_a, "closed"), 1);
    EXPECT_EQ(at_a.back(), "closed");
}

TEST_F(Closing, LetsItsChannelsCloseWhenItIsDestroyed) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::vector<std::string> log;
    record(*channel, log);
    const auto states = a.states.size();
    a.connection.reset();
    ASSERT_TRUE(run_until([&] { return log.size() == 2 && b.is(ConnectionState::closed); }));
    EXPECT_EQ(log.back(), "closed");
    EXPECT_EQ(a.states.size(), states);
    EXPECT_FALSE(channel->send_text("late"));
}

TEST_F(Closing, FinishesOnceThePeerHasAllAndKnowsItsEnd) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    std::size_t received = 0;
    bool closed = false;
    b.incoming[0]->listen({.opened = {},
                           .message = [&](auto bytes, bool) { received += bytes.size(); },
                           .drained = {},
                           .closed = [&] { closed = true; }});
    constexpr std::size_t total = 20 << 20;
    const std::vector<std::byte> chunk(65536);
    for (std::size_t sent = 0; sent < total; sent += chunk.size()) channel->send(chunk);
    a.connection->finish([&] { a.connection.reset(); });
    EXPECT_FALSE(a.connection->open_channel("late")->is_open());
    ASSERT_TRUE(run_until([&] { return b.is(ConnectionState::closed); }));
    EXPECT_EQ(a.connection, nullptr);
    EXPECT_EQ(received, total);
    EXPECT_TRUE(closed);
    EXPECT_EQ(b.incoming.size(), 1U);
}

TEST_F(Closing, FinishesAlthoughNobodyReadsItsChannels) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    const std::vector<std::byte> chunk(65536);
    channel->pause();
    std::vector<std::string> log;
    record(*channel, log);
    // More than any buffer on the way holds, so that its end waits behind it.
    for (std::size_t sent = 0; sent < 20 << 20; sent += chunk.size()) b.incoming[0]->send(chunk);
    ASSERT_TRUE(run_until([&] { return b.incoming[0]->buffered_amount() < 14 << 20; }));
    bool quiet = false;
    a.connection->finish([&] { quiet = true; });
    ASSERT_TRUE(run_until([&] { return quiet; }));
    EXPECT_EQ(std::ranges::count(log, "opened"), 1);
}

TEST_F(Closing, FinishesWhenThePeerGoesFirst) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    const std::vector<std::byte> chunk(65536);
    b.incoming[0]->pause();
    for (std::size_t sent = 0; sent < 20 << 20; sent += chunk.size()) channel->send(chunk);
    int times = 0;
    a.connection->finish([&] { ++times; });
    b.connection->close();
    ASSERT_TRUE(run_until([&] { return a.is(ConnectionState::closed); }));
    EXPECT_EQ(times, 1);
    loop.poll();
    EXPECT_EQ(times, 1);
}

TEST_F(Closing, SurvivesAChannelThatIsDestroyedInItsOwnEvent) {
    ASSERT_TRUE(connect());
    std::unique_ptr<DataChannel> channel;
    ASSERT_TRUE(open_channel(channel));
    bool gone = false;
    b.incoming[0]->listen({.opened = {},
                           .message =
                               [&](auto, bool) {
                                   b.incoming.clear();
                                   gone = true;
                               },
                           .drained = {},
                           .closed = {}});
    std::vector<std::string> log;
    record(*channel, log);
    channel->send_text("one");
    channel->send_text("two");
    ASSERT_TRUE(run_until([&] { return gone && log.size() == 2; }));
    EXPECT_EQ(log.back(), "closed");
}

}  // namespace
}  // namespace keks::client::test
