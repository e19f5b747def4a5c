// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sdp.hpp"

#include <gmock/gmock.h>

#include <string>

namespace keks::client::webrtc {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string fingerprint_value() {
    std::string value = "AB";
    for (int i = 1; i < 32; ++i) value += ":0F";
    return value;
}

/** As Chromium writes it, with `more` in the application section. */
std::string offer(const std::string& more = {}) {
    return "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
           "a=group:BUNDLE 0 1\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS\r\n"
           "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:none\r\n"
           "a=mid:0\r\n"
           "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\n"
           "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\na=ice-options:trickle\r\n"
           "a=fingerprint:sha-256 " +
           fingerprint_value() + "\r\na=setup:actpass\r\na=mid:1\r\na=sctp-port:5000\r\n" + more;
}

TEST(Sdp, ReadsWhatChromiumWrites) {
    const auto sdp =
        parse_sdp(offer("a=max-message-size:100000\r\n"
                        "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n"));
    ASSERT_TRUE(sdp.has_value()) << sdp.error().reason;
    EXPECT_EQ(sdp->sections.size(), 2U);
    EXPECT_EQ(sdp->sections[0], (MediaSection{"audio", "UDP/TLS/RTP/SAVPF", "111 63", "0"}));
    EXPECT_EQ(sdp->application, 1U);
    EXPECT_EQ(sdp->transport.ice, (IceCredentials{"EsAw", "P2uYro0UCOQ4zxjKXaWCBui1"}));
    EXPECT_EQ(sdp->transport.fingerprint, (Fingerprint{"sha-256", fingerprint_value()}));
    EXPECT_EQ(sdp->transport.setup, Setup::actpass);
    EXPECT_EQ(sdp->transport.max_message_size, 100'000U);
    EXPECT_THAT(sdp->transport.candidates, ElementsAre("candidate:1 1 udp 1 192.0.2.1 9 typ host"));
    EXPECT_FALSE(sdp->transport.end_of_candidates);
}

TEST(Sdp, BoundsTheMessageSize) {
    EXPECT_EQ(parse_sdp(offer())->transport.max_message_size, 65536U);
    EXPECT_EQ(parse_sdp(offer("a=max-message-size:0\n"))->transport.max_message_size, 262144U);
    EXPECT_EQ(parse_sdp(offer("a=max-message-size:9999999999\n"))->transport.max_message_size,
              262144U);
}

TEST(Sdp, ReadsAgainWhatItWrites) {
    const auto read = parse_sdp(offer("a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n"));
    const std::string written = write_sdp({7, 3}, *read);
    EXPECT_THAT(written, HasSubstr("o=- 7 3 IN IP4 127.0.0.1\r\n"));
    EXPECT_THAT(written, HasSubstr("m=audio 0 UDP/TLS/RTP/SAVPF 111 63\r\n"));
    EXPECT_THAT(written, HasSubstr("a=group:BUNDLE 1\r\n"));
    const auto again = parse_sdp(written);
    ASSERT_TRUE(again.has_value()) << again.error().reason;
    EXPECT_EQ(again->sections, read->sections);
    EXPECT_EQ(again->application, read->application);
    EXPECT_EQ(again->transport.ice, read->transport.ice);
    EXPECT_EQ(again->transport.candidates, read->transport.candidates);
}

TEST(Sdp, HasNoApplicationWhereItIsRejected) {
    const auto sdp = parse_sdp("v=0\r\nm=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n");
    ASSERT_TRUE(sdp.has_value());
    EXPECT_FALSE(sdp->application);
}

std::string fault_of(const std::string& sdp) {
    const auto result = parse_sdp(sdp);
    return result.has_value() ? "none" : result.error().reason;
}

TEST(Sdp, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(fault_of(""), "line 0: empty");
    EXPECT_EQ(fault_of("v=1"), "line 1: must be v=0");
    EXPECT_EQ(fault_of("v=0\nhello"), "line 2: is not TYPE=VALUE");
    EXPECT_EQ(fault_of("v=0\na=x\x01"), "line 2: has control characters");
    EXPECT_EQ(fault_of("v=0\nm=audio x y z"), "line 2: m= is not MEDIA PORT PROTOCOL FORMATS");
    EXPECT_EQ(fault_of("v=0\na=ice-ufrag:x"), "line 2: a=ice-ufrag must be 4 to 256 ice-chars");
    EXPECT_THAT(fault_of("v=0\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel"),
                HasSubstr("without a=ice-ufrag"));
    EXPECT_EQ(fault_of(std::string(max_sdp_bytes + 1, 'v')), "longer than 256 KiB");
    EXPECT_THAT(fault_of(offer("a=sctp-port:0\n")), HasSubstr("a=sctp-port must be 1 to 65535"));
    EXPECT_THAT(fault_of(offer("a=setup:holdconn\n")), HasSubstr("a=setup must be"));
}

TEST(Sdp, TakesNoFingerprintOfAHashThatIsBroken) {
    std::string sdp = offer();
    sdp.replace(sdp.find("sha-256"), 7, "sha-1");
    EXPECT_THAT(fault_of(sdp), HasSubstr("without a=fingerprint of SHA-256"));
}

}  // namespace
}  // namespace keks::client::webrtc
