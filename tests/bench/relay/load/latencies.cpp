// SPDX-License-Identifier: AGPL-3.0-only
#include "latencies.hpp"

#include <algorithm>
#include <cmath>

namespace keks::bench {

void Latencies::add(std::uint64_t nanoseconds) {
    const double classes = std::log2(static_cast<double>(nanoseconds) + 1.0) * kSteps;
    ++counts_[std::min(counts_.size() - 1, static_cast<std::size_t>(classes))];
    ++total_;
}

double Latencies::percentile(double share) const {
    const double wanted = share * static_cast<double>(total_);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        seen += counts_[i];
        if (seen > 0 && static_cast<double>(seen) >= wanted)
            return std::exp2(static_cast<double>(i + 1) / kSteps) / 1000.0;
    }
    return 0.0;
}

}  // namespace keks::bench
