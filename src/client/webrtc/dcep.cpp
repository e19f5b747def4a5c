// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/dcep.hpp"

#include <algorithm>

namespace keks::client::webrtc {
namespace {

constexpr auto type_ack = std::byte{0x02};
constexpr auto type_open = std::byte{0x03};
constexpr std::size_t open_header_bytes = 12;
constexpr std::size_t label_length_at = 8;
constexpr std::size_t protocol_length_at = 10;

std::size_t read_u16(std::span<const std::byte> bytes, std::size_t at) {
    return std::to_integer<std::size_t>(bytes[at]) << 8 |
           std::to_integer<std::size_t>(bytes[at + 1]);
}

std::string read_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<DcepMessage> parse_open(std::span<const std::byte> bytes) {
    if (bytes.size() < open_header_bytes) return std::nullopt;
    const std::size_t label = read_u16(bytes, label_length_at);
    const std::size_t protocol = read_u16(bytes, protocol_length_at);
    if (bytes.size() != open_header_bytes + label + protocol) return std::nullopt;
    return DcepOpen{std::to_integer<std::uint8_t>(bytes[1]),
                    read_text(bytes.subspan(open_header_bytes, label)),
                    read_text(bytes.subspan(open_header_bytes + label))};
}

}  // namespace

std::optional<DcepMessage> parse_dcep(std::span<const std::byte> bytes) {
    if (bytes.empty()) return std::nullopt;
    if (bytes[0] == type_ack) return DcepAck{};
    if (bytes[0] == type_open) return parse_open(bytes);
    return std::nullopt;
}

std::vector<std::byte> encode_dcep_open(std::string_view label) {
    label = label.substr(0, 0xffff);
    // Type, channel type 0, priority 0, reliability parameter 0, two lengths, label, protocol.
    std::vector<std::byte> bytes(open_header_bytes + label.size());
    bytes[0] = type_open;
    bytes[label_length_at] = static_cast<std::byte>(label.size() >> 8);
    bytes[label_length_at + 1] = static_cast<std::byte>(label.size() & 0xff);
    const auto text = std::as_bytes(std::span{label});
    std::ranges::copy(text, bytes.begin() + open_header_bytes);
    return bytes;
}

std::vector<std::byte> encode_dcep_ack() {
    return {type_ack};
}

}  // namespace keks::client::webrtc
