// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keks::client::webrtc {

/** What may be in a description (RFC 8866), beyond which it is refused. */
inline constexpr std::size_t max_sdp_bytes = std::size_t{256} * 1024;
inline constexpr std::size_t max_sdp_sections = 64;
inline constexpr std::size_t max_sdp_candidates = 64;

/** Largest message that we take, and that a peer may ask us to send (RFC 8841, section 6). */
inline constexpr std::size_t max_message_size = std::size_t{256} * 1024;

/** RFC 8839, section 5.4. */
struct IceCredentials {
    std::string ufrag;
    std::string password;
    bool operator==(const IceCredentials&) const = default;
};

/** RFC 8122, section 5. */
struct Fingerprint {
    /** `sha-256`, `sha-384` or `sha-512`. */
    std::string algorithm;
    /** Upper-case hexadecimal bytes with colons between them. */
    std::string value;
    bool operator==(const Fingerprint&) const = default;
};

/** `a=setup` (RFC 8842). */
enum class Setup { active, passive, actpass };

/** One m= line, as far as it has to be repeated in an answer or a later offer. */
struct MediaSection {
    /** `application`, `audio`, `video`. */
    std::string media;
    /** `UDP/DTLS/SCTP`. */
    std::string protocol;
    /** `webrtc-datachannel`; payload types with spaces between them. */
    std::string formats;
    /** `a=mid`; may be empty. */
    std::string mid;
    bool operator==(const MediaSection&) const = default;
};

/** What the transport needs of the application section, its own or from the session level. */
struct TransportDescription {
    IceCredentials ice;
    Fingerprint fingerprint;
    Setup setup = Setup::actpass;
    std::uint16_t sctp_port = 5000;
    /** At most our own `max_message_size`; 65,536 unless the description says otherwise. */
    std::size_t max_message_size = 65536;
    /** `candidate:…` each, without `a=`. */
    std::vector<std::string> candidates;
    bool end_of_candidates = false;
};

struct Description {
    /** In the order of their m= lines, which stays for the life of a connection. */
    std::vector<MediaSection> sections;
    /** Index of the data channels' section; none if there is none or it is rejected. */
    std::optional<std::size_t> application;
    /** Of that section; without meaning if there is none. */
    TransportDescription transport;
};

struct SdpFault {
    /** What is wrong, and in which line. Quotes nothing of the description. */
    std::string reason;
};

/** Reads what a browser or a rift wrote (RFC 8829, section 5.8). Lines end with LF or CRLF. */
boost::system::result<Description, SdpFault> parse_sdp(std::string_view sdp);

/** `o=` of a local description (RFC 8829, section 5.2.1). */
struct Origin {
    /** Below 2^63, the same for the life of a connection. */
    std::uint64_t session_id = 0;
    /** One more with each description. */
    std::uint64_t version = 0;
};

/** All sections but the application's are rejected. */
std::string write_sdp(const Origin& origin, const Description& description);

}  // namespace keks::client::webrtc
