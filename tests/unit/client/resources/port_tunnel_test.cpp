// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/port_tunnel.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "client/resources/framing.hpp"
#include "client/resources/port_framing.hpp"
#include "support/fake_data_channel.hpp"

namespace {

using namespace keks::client;
using keks::test::ChannelLog;
using keks::test::FakeDataChannel;

// What a stream was told, and what it answers when it is told to.
struct StreamLog {
    ByteStream::Read reading;
    ByteStream::Written writing;
    std::string written;
    bool ended = false;
    bool aborted = false;
    bool destroyed = false;

    bool gives(std::string_view content) {
        if (!reading) return false;
        std::exchange(reading, nullptr)(std::as_bytes(std::span{content}));
        return true;
    }
    bool ends() { return gives(""); }
    bool takes(bool well = true) {
        if (!writing) return false;
        std::exchange(writing, nullptr)(well);
        return true;
    }
};

class FakeStream : public ByteStream {
  public:
    explicit FakeStream(StreamLog& log) : log_(log) {}
    ~FakeStream() override {
        log_.reading = nullptr;
        log_.writing = nullptr;
        log_.destroyed = true;
    }
    FakeStream(const FakeStream&) = delete;
    FakeStream& operator=(const FakeStream&) = delete;
    void read(Read done) override {
        ASSERT_FALSE(log_.reading) << "one at a time";
        log_.reading = std::move(done);
    }
    void write(std::vector<std::byte> bytes, Written done) override {
        ASSERT_FALSE(log_.writing) << "one at a time";
        ASSERT_FALSE(log_.ended) << "after the end";
        log_.written.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        log_.writing = std::move(done);
    }
    void end_writing() override { log_.ended = true; }
    void abort() override { log_.aborted = true; }

  private:
    StreamLog& log_;
};

struct Joined {
    ChannelLog channel;
    StreamLog stream;
    std::string over;
    std::unique_ptr<PortTunnel> tunnel;

    explicit Joined(bool flow = true) {
        channel.open = true;
        tunnel = std::make_unique<PortTunnel>(
            std::make_unique<FakeDataChannel>(channel), std::make_unique<FakeStream>(stream), flow,
            [this](PortTunnel::End end) {
                over += end == PortTunnel::End::whole ? "whole" : "cut";
                tunnel.reset();  // which an owner may do
            });
        tunnel->start();
    }
    void peer_ends() const { channel.deliver(framing::end_mark, true); }
};

std::string block(std::size_t size) {
    return std::string(size, 'x');
}

TEST(PortTunnel, CarriesBytesBothWays) {
    Joined joined;
    EXPECT_TRUE(joined.stream.gives("GET /"));
    joined.channel.deliver("200");
    joined.channel.deliver(" OK");
    EXPECT_EQ(joined.channel.bytes, "GET /");
    EXPECT_EQ(joined.stream.written, "200") << "one write at a time";
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.stream.written, "200 OK");
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.tunnel->sent(), 5);
    EXPECT_EQ(joined.tunnel->received(), 6);
}

TEST(PortTunnel, EndsOneDirectionWhileTheOtherGoesOn) {
    Joined joined;
    EXPECT_TRUE(joined.stream.ends());
    EXPECT_EQ(joined.channel.texts, std::vector<std::string>{"end"});
    EXPECT_FALSE(joined.channel.closed);
    joined.channel.deliver("the answer");
    joined.peer_ends();
    EXPECT_FALSE(joined.stream.ended) << "before all is written";
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_TRUE(joined.stream.ended);
    EXPECT_EQ(joined.over, "whole");
    EXPECT_FALSE(joined.stream.aborted);
    EXPECT_TRUE(joined.channel.closed);
}

TEST(PortTunnel, GoesOnSendingWhenThePeerHasEnded) {
    Joined joined;
    joined.peer_ends();
    EXPECT_TRUE(joined.stream.ended);
    EXPECT_TRUE(joined.stream.gives("more"));
    EXPECT_EQ(joined.channel.bytes, "more");
    EXPECT_EQ(joined.over, "");
    EXPECT_TRUE(joined.stream.ends());
    EXPECT_EQ(joined.over, "whole");
}

TEST(PortTunnel, IsCutWhenTheChannelClosesBeforeTheEnd) {
    Joined joined;
    joined.channel.deliver("half of i");
    joined.channel.close();
    EXPECT_EQ(joined.over, "cut");
    EXPECT_TRUE(joined.stream.aborted);
    EXPECT_TRUE(joined.stream.destroyed);
}

TEST(PortTunnel, IsCutWhenTheChannelClosesBeforeOurOwnEnd) {
    Joined joined;
    joined.peer_ends();
    EXPECT_TRUE(joined.stream.gives("half of i"));
    joined.channel.close();
    EXPECT_EQ(joined.over, "cut");
    EXPECT_TRUE(joined.stream.aborted);
}

TEST(PortTunnel, IsWholeWhenThePeerEndsAndClosesAtOnce) {
    Joined joined;
    joined.channel.deliver("bye");
    joined.peer_ends();
    joined.channel.close();
    EXPECT_EQ(joined.over, "") << "not all is written yet";
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.over, "whole");
    EXPECT_TRUE(joined.stream.ended);
}

TEST(PortTunnel, TakesTheChannelsEndForTheConnectionsFromDeployedPeers) {
    Joined joined{false};
    joined.channel.deliver("all of it");
    joined.channel.close();
    EXPECT_EQ(joined.over, "");
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.over, "whole");
    EXPECT_EQ(joined.stream.written, "all of it");
}

TEST(PortTunnel, IsCutByADeployedPeerThatAnswersNothingAndLeavesAQuestionUnheard) {
    Joined unheard{false};
    EXPECT_TRUE(unheard.stream.gives("question"));
    unheard.channel.close();
    EXPECT_EQ(unheard.over, "cut");
    EXPECT_TRUE(unheard.stream.aborted);
    Joined heard{false};
    EXPECT_TRUE(heard.stream.gives("question"));
    heard.channel.drain();
    heard.channel.close();
    EXPECT_EQ(heard.over, "whole");
    Joined answered{false};
    EXPECT_TRUE(answered.stream.gives("question"));
    answered.channel.deliver("too long");
    answered.channel.close();
    EXPECT_TRUE(answered.stream.takes());
    EXPECT_EQ(answered.over, "whole");
}

TEST(PortTunnel, ClosesTheChannelTowardsDeployedPeersAndStillWritesWhatComes) {
    Joined joined{false};
    EXPECT_TRUE(joined.stream.ends());
    EXPECT_TRUE(joined.channel.closed);
    EXPECT_TRUE(joined.channel.texts.empty());
    joined.channel.deliver("late");
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.over, "");
    joined.channel.close();
    EXPECT_EQ(joined.over, "whole");
    EXPECT_EQ(joined.stream.written, "late");
}

TEST(PortTunnel, TakesTextsOfDeployedPeersForBytes) {
    Joined joined{false};
    joined.channel.deliver("end", true);
    EXPECT_EQ(joined.stream.written, "end");
}

TEST(PortTunnel, ReadsNoMoreThanThePeerHasRoomFor) {
    Joined joined;
    std::uint64_t sent = 0;
    while (joined.stream.gives(block(framing::message))) {
        joined.channel.drain();
        sent += framing::message;
    }
    EXPECT_EQ(sent, port_framing::window);
    joined.channel.deliver(framing::ack_message(framing::message), true);
    EXPECT_TRUE(joined.stream.gives("x"));
}

TEST(PortTunnel, ReadsNoMoreThanTheChannelHasRoomFor) {
    Joined joined{false};
    while (joined.stream.gives(block(framing::message))) continue;
    EXPECT_LE(joined.channel.buffered, DataChannel::low_water + framing::message);
    EXPECT_GT(joined.channel.buffered, DataChannel::low_water);
    joined.channel.drain();
    EXPECT_TRUE(joined.stream.gives("x"));
}

TEST(PortTunnel, AcknowledgesWhatIsWrittenAndNotWhatWaits) {
    Joined joined;
    joined.channel.deliver(block(port_framing::ack_every));
    EXPECT_TRUE(joined.channel.texts.empty());
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.channel.texts,
              std::vector<std::string>{framing::ack_message(port_framing::ack_every)});
}

TEST(PortTunnel, PausesTheChannelOfADeployedPeerThatIsTooFast) {
    Joined joined{false};
    joined.channel.deliver(block(port_framing::backlog - 1));
    EXPECT_EQ(joined.channel.pauses, 0);
    joined.channel.deliver("x");
    EXPECT_EQ(joined.channel.pauses, 1);
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.channel.resumes, 0);
    EXPECT_TRUE(joined.stream.takes());
    EXPECT_EQ(joined.channel.resumes, 1);
}

TEST(PortTunnel, IsCutByWhoSendsMoreThanItMay) {
    Joined joined;
    for (std::size_t sum = 0; sum <= port_framing::window + framing::longest && joined.tunnel;
         sum += framing::message)
        joined.channel.deliver(block(framing::message));
    EXPECT_EQ(joined.over, "cut");
}

TEST(PortTunnel, IsCutByWhoAcknowledgesWhatWasNotSent) {
    Joined joined;
    joined.channel.deliver(framing::ack_message(1), true);
    EXPECT_EQ(joined.over, "cut");
}

TEST(PortTunnel, IsCutByBytesAfterTheEnd) {
    Joined joined;
    joined.peer_ends();
    joined.channel.deliver("more");
    EXPECT_EQ(joined.over, "cut");
}

TEST(PortTunnel, IgnoresTextsOfNewerVersions) {
    Joined joined;
    joined.channel.deliver("window 5", true);
    EXPECT_EQ(joined.over, "");
    EXPECT_EQ(joined.stream.written, "");
}

TEST(PortTunnel, IsCutWhenTheStreamBreaks) {
    Joined reading;
    std::exchange(reading.stream.reading, nullptr)(std::nullopt);
    EXPECT_EQ(reading.over, "cut");
    EXPECT_TRUE(reading.channel.closed);
    Joined writing;
    writing.channel.deliver("x");
    EXPECT_TRUE(writing.stream.takes(false));
    EXPECT_EQ(writing.over, "cut");
}

TEST(PortTunnel, CutsTheStreamWhenItIsGivenUp) {
    Joined joined;
    joined.tunnel.reset();
    EXPECT_TRUE(joined.stream.aborted);
    EXPECT_EQ(joined.over, "");
}

}  // namespace
