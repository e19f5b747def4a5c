// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <string_view>

// How a connection goes over a data channel: raw bytes both ways in binary messages (protocol
// section 5), and the channel's end is the connection's. Between two who have the capability
// `port_flow` texts say what a channel alone cannot: `end`, no more comes from this side, while the
// other may go on; and `ack <bytes>`, so many bytes were passed on, so that one connection that
// nobody reads holds up no other. A channel that closes without `end` was cut. The texts are those
// of files (framing.hpp).
namespace keks::client::port_framing {

/** The capability (protocol section 7). */
inline constexpr std::string_view port_flow = "port_flow";
/** Sent and not acknowledged. */
inline constexpr std::uint64_t window = std::uint64_t{512} * 1024;
/** Between two acknowledgements. */
inline constexpr std::uint64_t ack_every = window / 4;
/** Of who does not know `port_flow`: received and not passed on. The channel, and with it its whole
 * connection, is paused from then on, until nothing waits. */
inline constexpr std::uint64_t backlog = std::uint64_t{1024} * 1024;

}  // namespace keks::client::port_framing
