// SPDX-License-Identifier: AGPL-3.0-only
#include "client/signaling/backoff.hpp"

#include <algorithm>

namespace keks::client {

std::chrono::milliseconds backoff_delay(unsigned failures, double unit) {
    constexpr unsigned most_doublings = 16;
    const auto doubled = first_backoff * (1U << std::min(failures - 1, most_doublings));
    const auto half = std::min(doubled, longest_backoff) / 2;
    const double spread = std::clamp(unit, 0.0, 1.0) * static_cast<double>(half.count());
    return half + std::chrono::milliseconds{static_cast<long>(spread)};
}

}  // namespace keks::client
