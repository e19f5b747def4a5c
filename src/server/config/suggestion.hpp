// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace keks::server {

// The one of `known` that `word` was probably meant to be: the nearest by edit distance, if it is
// near enough that a person would guess the same. The first of several that are equally near.
[[nodiscard]] std::optional<std::string> suggest(std::string_view word,
                                                 std::span<const std::string> known);

// How many letters must be inserted, removed, replaced or swapped with their neighbour to turn `a`
// into `b` (the optimal string alignment distance).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace keks::server
