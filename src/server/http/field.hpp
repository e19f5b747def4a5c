// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <string_view>

// The grammar that header fields share (RFC 9110, section 5.6).
namespace keks::server {

// Without the spaces and tabs around it.
constexpr std::string_view trim_field(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

constexpr bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
    return std::ranges::equal(text, lower_case, [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

// Calls `visit` with each item of a comma-separated list; items have no quoted commas.
template <typename Visit>
constexpr void for_each_item(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        visit(trim_field(list.substr(0, comma)));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
}

}  // namespace keks::server
