// SPDX-License-Identifier: AGPL-3.0-only
// A peer that has authenticated itself and keeps to no rule of SCTP.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "client/webrtc/sctp_chunks.hpp"
#include "client/webrtc/sdp.hpp"
#include "webrtc/sctp_packet.hpp"
#include "webrtc/two_associations.hpp"

namespace keks::client::webrtc::test {
namespace {

class HostilePeer : public TwoAssociations {
  protected:
    void SetUp() override {
        connect({});
        ASSERT_FALSE(ended_);
        while (hand_on()) continue;
        ASSERT_EQ(sender_->send(0, 53, std::vector<std::byte>(1)), SctpTransport::Sent::yes);
        ASSERT_FALSE(data_.empty());
        model_ = data_.front();
        tsn_ = acknowledged_ = tsn_of(model_);
        while (hand_on()) continue;
        ASSERT_EQ(messages_arrived_, 1U);
        messages_arrived_ = 0;
        arrived_ = 0;
    }

    SctpPacket packet() const { return SctpPacket{model_}; }
    void feed(const SctpPacket& packet) {
        receiver_->input(packet.bytes);
        for (const auto& answer : answers_) {
            SctpChunks chunks{answer};
            const auto chunk = chunks.next();
            if (chunk && chunk->type == SctpChunks::sack) acknowledged_ = tsn_of(answer);
        }
        answers_.clear();
    }

    /** Most of the longest message. */
    void feed_unended(std::uint16_t stream) {
        auto next = packet();
        next.add_data(SctpPacket::first, ++tsn_, stream, 0, piece);
        feed(next);
        feed_more(stream, max_message_size - 10 * piece);
    }

    void feed_more(std::uint16_t stream, std::size_t bytes) {
        for (std::size_t sent = 0; sent < bytes; sent += piece) {
            auto next = packet();
            next.add_data(SctpPacket::middle, ++tsn_, stream, 0, piece);
            feed(next);
        }
    }

    // Chunks that may come before the acknowledgement of those before them.
    static constexpr unsigned slack = 500;
    static constexpr std::size_t piece = 1000;

    std::vector<std::byte> model_;
    std::uint32_t tsn_ = 0;
    std::uint32_t acknowledged_ = 0;
};

TEST_F(HostilePeer, BeginsAMessageOnEachStreamAndEndsNone) {
    const auto before = acknowledged_;
    for (std::uint16_t stream = 1; stream < 1024; ++stream) feed_unended(stream);
    EXPECT_FALSE(ended_);
    // One that is read as it comes, and as much as the buffer holds.
    EXPECT_LE((acknowledged_ - before) * piece, max_message_size + (4U << 20U) + slack * piece);
}

TEST_F(HostilePeer, SendsAMessageThatIsLongerThanItMayBe) {
    feed_unended(1);
    feed_more(1, max_message_size);
    EXPECT_TRUE(ended_);
}

// Packets like those of either side, changed in a few places, come in between the real ones.
class Mutations : public TwoAssociations {
  protected:
    using Packet = std::vector<std::byte>;

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
    }

    /** With a header that is taken, and what follows it spoilt. */
    Packet mutated(Packet packet) {
        constexpr std::size_t header = 12;
        if (packet.size() <= header) return packet;
        const auto anywhere = [&] { return header + below(packet.size() - header); };
        for (std::size_t left = 1 + below(4); left > 0; --left)
            packet[anywhere()] = std::byte(below(256));
        switch (below(4)) {
            case 0:
                packet.resize(anywhere());
                break;
            case 1:
                packet[header] = std::byte(below(256));
                break;
            case 2: {
                const Packet whole = packet;
                packet.insert(packet.end(), whole.begin() + header, whole.end());
                break;
            }
            default:
                break;
        }
        return packet;
    }

    /** Copies of what is on the way to somebody, and of what was. */
    void spoil(SctpTransport& victim, const Packets& packets, Packets& seen) {
        seen.insert(seen.end(), packets.begin(), packets.end());
        while (seen.size() > 64) seen.pop_front();
        for (int i = 0; i < 20 && !seen.empty() && !ended_; ++i)
            victim.input(mutated(seen[below(seen.size())]));
    }

    void start_anew() {
        sender_.reset();
        receiver_.reset();
        data_.clear();
        answers_.clear();
        sender_connected_ = receiver_connected_ = ended_ = false;
    }

    std::mt19937 random_{1};
};

TEST_F(Mutations, EndAnAssociationOrDoNot) {
    constexpr unsigned rounds = 100;
    constexpr unsigned turns = 10;
    pours_ = true;
    for (unsigned round = 0; round < rounds; ++round) {
        open({});
        Packets seen_data;
        Packets seen_answers;
        // Of half of them the handshake is spoilt as well.
        if (round % 2 == 0) finish_handshake();
        for (unsigned i = 0; i < turns && !ended_; ++i) {
            if (sender_connected_) pour();
            spoil(*receiver_, data_, seen_data);
            if (!ended_) spoil(*sender_, answers_, seen_answers);
            if (!ended_) turn();
        }
        start_anew();
    }
    // Others are as they were.
    connect({});
    arrived_ = 0;
    pour();
    while (!ended_ && arrived_ < 10 * message_.size()) turn();
    EXPECT_FALSE(ended_);
}

}  // namespace
}  // namespace keks::client::webrtc::test
