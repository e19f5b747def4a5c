// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/unread_data.hpp"

#include <utility>

#include "client/webrtc/sctp_chunks.hpp"

namespace keks::client::webrtc {
namespace {

constexpr std::size_t cumulative_tsn_at = 4;

}  // namespace

void UnreadData::on_sent(std::span<const std::byte> packet) {
    SctpChunks chunks{packet};
    while (const auto chunk = chunks.next()) {
        if (chunk->type != SctpChunks::sack || chunk->bytes.size() < cumulative_tsn_at + 4)
            continue;
        acknowledged_ =
            static_cast<std::uint32_t>(number_at(chunk->bytes, cumulative_tsn_at) << 16U |
                                       number_at(chunk->bytes, cumulative_tsn_at + 2));
        if (!std::exchange(has_begun_, true)) read_ = acknowledged_;
    }
}

bool UnreadData::admits(std::span<const std::byte> packet) const {
    if (acknowledged_ - read_ <= max_chunks) return true;
    SctpChunks chunks{packet};
    while (const auto chunk = chunks.next())
        if (chunk->type == SctpChunks::data) return false;
    return true;
}

}  // namespace keks::client::webrtc
