// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/ice_candidate.hpp"

#include <gtest/gtest.h>

namespace keks::client::webrtc {
namespace {

using Kind = IceServerAddress::Kind;

bool is_usable(std::string_view line) {
    const auto candidate = parse_candidate(line);
    return candidate && candidate->usable;
}

TEST(IceCandidate, TakesAddressesOverUdp) {
    EXPECT_TRUE(is_usable("candidate:1 1 udp 2113937151 192.0.2.1 54321 typ host"));
    EXPECT_TRUE(is_usable("candidate:a/+ 1 UDP 1 2001:db8::1 9 typ srflx raddr ::1 rport 9"));
    const auto named =
        parse_candidate("candidate:1 1 udp 1 192.0.2.1 9 typ host generation 0 ufrag Ab/1");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->ufrag, "Ab/1");
}

TEST(IceCandidate, LeavesOutWhatItCannotUse) {
    for (const char* const line : {"candidate:1 1 udp 1 0f2e4c0a.local 54321 typ host",
                                   "candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype active",
                                   "candidate:1 2 udp 1 192.0.2.1 54321 typ host",
                                   "candidate:1 1 udp 1 192.0.2.1 0 typ host"}) {
        ASSERT_TRUE(parse_candidate(line)) << line;
        EXPECT_FALSE(is_usable(line)) << line;
    }
}

TEST(IceCandidate, RefusesWhatIsMalformed) {
    for (const char* const line :
         {"", "candidate:", "1 1 udp 1 192.0.2.1 9 typ host", "candidate:1 1 udp 1 192.0.2.1 9",
          "candidate:1 x udp 1 192.0.2.1 9 typ host",
          "candidate:1 1 udp 1 192.0.2.1 65536 typ host",
          "candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=x",
          "candidate:1 1 udp 1 192.0.2.1 9 typ "}) {
        EXPECT_FALSE(parse_candidate(line)) << line;
    }
    EXPECT_FALSE(
        parse_candidate("candidate:1 1 udp 1 192.0.2.1 9 typ host " + std::string(1024, 'x')));
}

TEST(IceServer, ReadsUris) {
    EXPECT_EQ(parse_ice_server("stun:example.org"),
              (IceServerAddress{Kind::stun, "example.org", 3478}));
    EXPECT_EQ(parse_ice_server("turn:192.0.2.1:99?transport=tcp"),
              (IceServerAddress{Kind::turn_tcp, "192.0.2.1", 99}));
    EXPECT_EQ(parse_ice_server("STUN:Example.org"),
              (IceServerAddress{Kind::stun, "Example.org", 3478}));
    EXPECT_EQ(parse_ice_server("Turn:192.0.2.1?transport=TCP"),
              (IceServerAddress{Kind::turn_tcp, "192.0.2.1", 3478}));
    EXPECT_EQ(parse_ice_server("turn:[2001:db8::1]:99?transport=udp"),
              (IceServerAddress{Kind::turn_udp, "2001:db8::1", 99}));
    for (const char* const uri : {"", "stun:", "stuns:example.org", "http://x", "stun:x:0",
                                  "stun:x:70000", "stun:x:y", "turns:x", "TURNS:x"}) {
        EXPECT_FALSE(parse_ice_server(uri)) << uri;
    }
}

}  // namespace
}  // namespace keks::client::webrtc
