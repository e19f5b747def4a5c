// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "keks/protocol/packet.hpp"
#include "server/hub/frame.hpp"

// WebSocket frames as a server sends them: whole messages, unmasked (RFC 6455, section 5.2).
namespace keks::server {

// A text frame with the JSON of each packet, one behind the other.
[[nodiscard]] Frame text_frames(FrameLedger& ledger,
                                std::span<const protocol::ServerPacket> packets);

[[nodiscard]] Frame ping_frame(FrameLedger& ledger);

// `payload` is that of the ping, at most 125 bytes.
[[nodiscard]] Frame pong_frame(FrameLedger& ledger, std::string_view payload);

// `reason` is cut to what a close frame holds.
[[nodiscard]] Frame close_frame(FrameLedger& ledger, std::uint16_t code, std::string_view reason);

}  // namespace keks::server
