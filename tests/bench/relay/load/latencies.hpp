// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace keks::bench {

// Counts times in classes that grow by about 1.6 %: bounded memory for any number of them.
class Latencies {
  public:
    void add(std::uint64_t nanoseconds);
    void clear() { *this = {}; }

    // The time that `share` (0 to 1) of all stay below, in microseconds; 0 if there were none.
    [[nodiscard]] double percentile(double share) const;

  private:
    static constexpr std::size_t kSteps = 64;  // in each doubling
    static constexpr std::size_t kDoublings = 40;

    std::array<std::uint64_t, kSteps * kDoublings> counts_{};
    std::uint64_t total_ = 0;
};

}  // namespace keks::bench
