// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keks::client::webrtc {

/** A remote candidate line (RFC 8839, section 5.1) as far as we look into it. */
struct CandidateLine {
    /** UDP, component 1 and an IP address: something for libnice. Host names (`.local`) are not. */
    bool usable = false;
    /** Its `ufrag` extension; empty if it has none. */
    std::string ufrag;
};

/** Nothing if it is malformed: not `candidate:…`, longer than 1,024 bytes, a field missing. */
std::optional<CandidateLine> parse_candidate(std::string_view line);

/** Where a STUN or TURN server is (RFC 7064, RFC 7065). */
struct IceServerAddress {
    enum class Kind { stun, turn_udp, turn_tcp };
    Kind kind = Kind::stun;
    /** A name or an IP address, without brackets. */
    std::string host;
    std::uint16_t port = 3478;
    bool operator==(const IceServerAddress&) const = default;
};

/**
 * Nothing if it is malformed, or `stuns:` or `turns:`: what libnice calls a relay over TLS is TCP
 * in clear as of ICE (RFC 8445), and neither encrypts nor verifies anything. Schemes and transports
 * come in any case.
 */
std::optional<IceServerAddress> parse_ice_server(std::string_view uri);

}  // namespace keks::client::webrtc
