// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sctp_chunks.hpp"

#include <algorithm>

namespace keks::client::webrtc {
namespace {

constexpr std::size_t chunk_header_bytes = 4;

}  // namespace

std::size_t number_at(std::span<const std::byte> bytes, std::size_t at) {
    return std::to_integer<std::size_t>(bytes[at]) << 8U |
           std::to_integer<std::size_t>(bytes[at + 1]);
}

SctpChunks::SctpChunks(std::span<const std::byte> packet)
    : rest_(packet.subspan(std::min(packet.size(), common_header_bytes))) {}

std::optional<SctpChunks::Chunk> SctpChunks::next() {
    if (rest_.size() < chunk_header_bytes) return std::nullopt;
    const Chunk chunk{std::to_integer<std::uint8_t>(rest_[0]), rest_};
    const std::size_t length = std::max(number_at(rest_, 2), chunk_header_bytes);
    rest_ = rest_.subspan(std::min(rest_.size(), (length + 3) / 4 * 4));
    return chunk;
}

}  // namespace keks::client::webrtc
