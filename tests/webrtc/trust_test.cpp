// SPDX-License-Identifier: AGPL-3.0-only
// Whoever has changed a description is not who was meant.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "webrtc/two_peers.hpp"

namespace keks::client::test {
namespace {

using testing::ElementsAre;

void change_fingerprint(SessionDescription& description) {
    constexpr std::string_view line = "a=fingerprint:sha-256 ";
    char& digit = description.sdp.at(description.sdp.find(line) + line.size());
    digit = digit == '0' ? '1' : '0';
}

class Trust : public TwoPeers {
  protected:
    /** Both try to open a channel. `deceived` is who was told another certificate than is used. */
    void expect_no_channel(Peer& deceived, Peer& other) {
        std::vector<std::string> log;
        const auto ours = a.connection->open_channel("ours");
        const auto theirs = b.connection->open_channel("theirs");
        record(*ours, log);
        record(*theirs, log);
        a.connection->make_offer();
        ASSERT_TRUE(run_until([&] { return !deceived.states.empty() && !other.states.empty(); }));
        ASSERT_TRUE(run_until([&] { return log.size() == 2; }));
        EXPECT_THAT(deceived.states, ElementsAre(ConnectionState::failed));
        EXPECT_NE(other.states.back(), ConnectionState::connected);
        EXPECT_THAT(log, ElementsAre("closed", "closed"));
        EXPECT_TRUE(a.incoming.empty() && b.incoming.empty());
    }
};

TEST_F(Trust, FailsAtACertificateOtherThanTheOffersAndOpensNoChannel) {
    a.alter_description = change_fingerprint;
    expect_no_channel(b, a);
}

TEST_F(Trust, FailsAtACertificateOtherThanTheAnswersAndOpensNoChannel) {
    b.alter_description = change_fingerprint;
    expect_no_channel(a, b);
}

TEST_F(Trust, RefusesAnotherCertificateOnceConnected) {
    ASSERT_TRUE(connect());
    a.alter_description = change_fingerprint;
    a.connection->make_offer();
    ASSERT_TRUE(run_until([&] { return !b.refused.empty(); }));
    EXPECT_EQ(b.refused[0], "a=fingerprint is that of another connection");
    EXPECT_TRUE(b.is(ConnectionState::connected));
}

}  // namespace
}  // namespace keks::client::test
