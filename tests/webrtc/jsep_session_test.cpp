// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/jsep_session.hpp"

#include <gmock/gmock.h>

#include <string>

namespace keks::client::webrtc {
namespace {

using testing::HasSubstr;
using Type = SessionDescription::Type;

Fingerprint fingerprint(const std::string& byte) {
    std::string value = byte;
    for (int i = 1; i < 32; ++i) value += ":" + byte;
    return {"sha-256", value};
}

class Jsep : public testing::Test {
  protected:
    void negotiate(JsepSession& offerer, JsepSession& answerer) {
        ASSERT_TRUE(answerer.set_remote(*offerer.make_offer()).has_value());
        ASSERT_TRUE(offerer.set_remote(*answerer.make_answer()).has_value());
    }

    JsepSession a{fingerprint("AA")};
    JsepSession b{fingerprint("BB")};
};

TEST_F(Jsep, GivesTheOffererTheLeadAndTheAnswererTheDtlsClient) {
    negotiate(a, b);
    ASSERT_TRUE(a.parameters() && b.parameters());
    EXPECT_TRUE(a.parameters()->ice_controlling);
    EXPECT_FALSE(b.parameters()->ice_controlling);
    EXPECT_FALSE(a.parameters()->dtls_client);
    EXPECT_TRUE(b.parameters()->dtls_client);
    EXPECT_EQ(a.parameters()->remote_ice, b.local_ice());
    EXPECT_EQ(b.parameters()->remote_fingerprint, fingerprint("AA"));
}

TEST_F(Jsep, KeepsTheRolesInALaterNegotiation) {
    negotiate(a, b);
    const auto before = b.parameters();
    negotiate(b, a);
    EXPECT_FALSE(b.parameters()->ice_controlling);
    EXPECT_TRUE(b.parameters()->dtls_client);
    EXPECT_EQ(b.parameters()->remote_ice, before->remote_ice);
}

TEST_F(Jsep, SettlesGlareByRollingBack) {
    const auto lost = a.make_offer();
    const auto won = b.make_offer();
    EXPECT_EQ(a.set_remote(*won).error().reason, "an offer while ours is out");
    a.roll_back();
    ASSERT_TRUE(a.set_remote(*won).has_value());
    ASSERT_TRUE(b.set_remote(*a.make_answer()).has_value());
    EXPECT_TRUE(b.parameters()->ice_controlling);
    EXPECT_FALSE(a.parameters()->ice_controlling);
    EXPECT_EQ(b.set_remote({Type::answer, lost->sdp}).error().reason,
              "an answer to no offer of ours");
}

TEST_F(Jsep, PutsCandidatesThatItHasIntoLaterDescriptions) {
    a.add_candidate("candidate:1 1 udp 1 192.0.2.1 9 typ host");
    EXPECT_THAT(a.make_offer()->sdp, HasSubstr("a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n"));
}

TEST_F(Jsep, RestartsWhenThePeerDoes) {
    negotiate(a, b);
    const auto before = b.local_ice();
    auto offer = *a.make_offer();
    const auto at = offer.sdp.find(a.local_ice().ufrag);
    offer.sdp.replace(at, 8, "restartd");
    ASSERT_TRUE(b.set_remote(offer).has_value());
    ASSERT_TRUE(b.make_answer().has_value());
    EXPECT_NE(b.local_ice(), before);
    EXPECT_EQ(b.parameters()->remote_ice.ufrag, "restartd");
}

TEST_F(Jsep, TakesNoOtherConnectionForThisOne) {
    negotiate(a, b);
    JsepSession other{fingerprint("CC")};
    EXPECT_EQ(b.set_remote(*other.make_offer()).error().reason,
              "a=fingerprint is that of another connection");
}

TEST_F(Jsep, RejectsMediaAndKeepsItsPlace) {
    auto offer = *a.make_offer();
    offer.sdp.insert(offer.sdp.find("m=application"),
                     "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:v\r\n");
    ASSERT_TRUE(b.set_remote(offer).has_value());
    EXPECT_THAT(b.make_answer()->sdp, HasSubstr("m=video 0 UDP/TLS/RTP/SAVPF 96\r\n"));
    EXPECT_EQ(b.mline_index(), 1);
    EXPECT_EQ(b.mid(), "0");
}

TEST_F(Jsep, RefusesAnAnswerThatDoesNotFit) {
    const auto offer = *a.make_offer();
    ASSERT_TRUE(b.set_remote(offer).has_value());
    auto answer = *b.make_answer();
    const auto refusal = [&](std::string_view from, std::string_view to) {
        auto changed = answer;
        changed.sdp.replace(changed.sdp.find(from), from.size(), to);
        return a.set_remote(changed).error().reason;
    };
    EXPECT_EQ(refusal("a=setup:active", "a=setup:actpass"),
              "a=setup of an answer must be active or passive");
    EXPECT_EQ(refusal("m=application 9", "m=application 0"),
              "an answer that rejects the data channels");
    EXPECT_EQ(refusal("m=application", "m=audio 0 x y\r\nm=application"),
              "an answer with other m= lines than the offer");
    EXPECT_TRUE(a.set_remote(answer).has_value());
}

}  // namespace
}  // namespace keks::client::webrtc
