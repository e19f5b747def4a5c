// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace keks::protocol {

// Why the server ends a connection (protocol section 2, "Faults").
enum class CloseCause {
    bad_packet,       // not JSON, not a known packet, or a wrong type
    binary_frame,     // packets are text
    message_too_big,  // over Limits::message_bytes
    not_utf8,         // a text frame that is no text
    broken_rule,      // of the framing itself
    too_slow,         // the client fell too far behind in reading
    idle,             // no sign of life within the idle timeout
    shutting_down,    // the server ends
};

// The WebSocket close code (RFC 6455, section 7.4.1) of each cause.
[[nodiscard]] std::uint16_t close_code(CloseCause cause);

// A close frame's payload holds 125 bytes, of which the code takes two (RFC 6455, section 5.5).
inline constexpr std::size_t kMaxCloseReason = 123;

// The longest prefix of `text` that fits into a close frame and does not end inside a character.
// `text` is valid UTF-8.
[[nodiscard]] std::string_view fit_close_reason(std::string_view text);

}  // namespace keks::protocol
