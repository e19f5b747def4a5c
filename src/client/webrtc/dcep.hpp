// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace keks::client::webrtc {

/** Payload protocol identifiers (RFC 8831, section 8). SCTP has no empty messages: those are one
 * byte. */
enum class Ppid : std::uint32_t {
    dcep = 50,
    text = 51,
    binary = 53,
    text_empty = 56,
    binary_empty = 57,
};

/** DATA_CHANNEL_OPEN (RFC 8832, section 5.1), of which nothing but the label matters to us. */
struct DcepOpen {
    /** 0 is reliable and ordered; what the peer sends in another way arrives all the same. */
    std::uint8_t channel_type = 0;
    std::string label;
    std::string protocol;
    bool operator==(const DcepOpen&) const = default;
};

/** DATA_CHANNEL_ACK (RFC 8832, section 5.2). */
struct DcepAck {
    bool operator==(const DcepAck&) const = default;
};

using DcepMessage = std::variant<DcepOpen, DcepAck>;

/** Nothing if it is malformed or of another type. A label need not be UTF-8. */
std::optional<DcepMessage> parse_dcep(std::span<const std::byte> bytes);

/** A reliable and ordered channel; `label` of at most 65,535 bytes, the rest is cut. */
std::vector<std::byte> encode_dcep_open(std::string_view label);

std::vector<std::byte> encode_dcep_ack();

}  // namespace keks::client::webrtc
