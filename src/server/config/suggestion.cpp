// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/suggestion.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace keks::server {
namespace {

constexpr std::size_t kLongestWord = 64;  // longer ones are no typing mistake

std::size_t tolerance(std::string_view word) {
    return 1 + word.size() / 4;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before;
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before = std::exchange(last, std::move(row));
    }
    return last.back();
}

std::optional<std::string> suggest(std::string_view word, std::span<const std::string> known) {
    if (word.size() > kLongestWord) return std::nullopt;
    std::optional<std::string> best;
    std::size_t limit = tolerance(word) + 1;
    for (const auto& candidate : known) {
        const auto distance = edit_distance(word, candidate);
        if (distance >= limit) continue;
        limit = distance;
        best = candidate;
    }
    return best;
}

}  // namespace keks::server
