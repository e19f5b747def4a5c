// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>

namespace keks::client {

inline constexpr std::chrono::milliseconds first_backoff{500};
inline constexpr std::chrono::milliseconds longest_backoff{15'000};

/**
 * The wait before the attempt after `failures` (1 or more) failed ones: doubling, bounded, and
 * spread over half of its length by `unit` (from 0 to 1), so that the clients of a restarted server
 * do not all come at once. As in the web client (web/src/signaling/backoff.ts).
 */
[[nodiscard]] std::chrono::milliseconds backoff_delay(unsigned failures, double unit);

}  // namespace keks::client
