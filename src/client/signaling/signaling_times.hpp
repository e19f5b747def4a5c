// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>

namespace keks::client {

/** How long the signalling client waits; as in the web client where that has the same. */
struct SignalingTimes {
    /** From the look-up of the name until the WebSocket stands. */
    std::chrono::milliseconds connect{15'000};
    /** For init, for our own join, and for a sign of life after a probe: each. */
    std::chrono::milliseconds answer{10'000};
    /** Between two pings, each with a probe. */
    std::chrono::milliseconds ping{25'000};
    /** After so long in the room, a connection counts as good, and the back-off begins anew. */
    std::chrono::milliseconds stable{10'000};
    /** For the server's part of closing in order; again, up to `longest_close` times in all, while
     * what we said before still moves. */
    std::chrono::milliseconds close{5'000};
    int longest_close = 12;
};

}  // namespace keks::client
