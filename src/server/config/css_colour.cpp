// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/css_colour.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace keks::server {
namespace {

constexpr std::size_t kMaxColour = 128;
constexpr std::string_view kSpaces = " \t";

constexpr auto kFunctions = std::to_array<std::string_view>(
    {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"});
constexpr auto kUnits = std::to_array<std::string_view>({"", "%", "deg", "grad", "rad", "turn"});

template <typename Table>
bool contains(const Table& table, std::string_view text) {
    return std::find(table.begin(), table.end(), text) != table.end();
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

bool is_hex_colour(std::string_view text) {
    const auto digits = text.substr(1);
    const bool length =
        digits.size() == 3 || digits.size() == 4 || digits.size() == 6 || digits.size() == 8;
    return length && digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::size_t count_digits(std::string_view text) {
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

// Takes a number (CSS Syntax 3, section 4.3.12) from the front of `text`.
bool take_number(std::string_view& text) {
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    const auto whole = count_digits(text);
    text.remove_prefix(whole);
    std::size_t fraction = 0;
    if (text.starts_with('.')) {
        fraction = count_digits(text.substr(1));
        if (fraction == 0) return false;
        text.remove_prefix(1 + fraction);
    }
    return whole + fraction > 0;
}

bool is_component(std::string_view text) {
    if (text == "none") return true;
    return take_number(text) && contains(kUnits, text);
}

// Reads `a b c`, `a b c / d`, `a, b, c` and `a, b, c, d`.
bool are_components(std::string_view text) {
    const bool commas = text.find(',') != std::string_view::npos;
    std::size_t count = 0;
    std::size_t slashes = 0;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        if (count > 0 && commas) {
            if (text.front() != ',') return false;
            text = trim(text.substr(1));
        } else if (count == 3) {
            if (text.front() != '/') return false;
            ++slashes;
            text = trim(text.substr(1));
        }
        const auto end = std::min(text.find_first_of(", \t/"), text.size());
        if (!is_component(text.substr(0, end))) return false;
        text.remove_prefix(end);
        ++count;
    }
    return count == 3 || (count == 4 && (commas || slashes == 1));
}

bool is_function(std::string_view text) {
    const auto open = text.find('(');
    return open != std::string_view::npos && text.back() == ')' &&
           contains(kFunctions, text.substr(0, open)) &&
           are_components(text.substr(open + 1, text.size() - open - 2));
}

}  // namespace

std::optional<std::string_view> parse_css_colour(std::string_view text) {
    const auto colour = trim(text);
    if (colour.empty() || colour.size() > kMaxColour) return std::nullopt;
    const auto folded = lower(colour);
    const bool legal = folded.front() == '#' ? is_hex_colour(folded)
                                             : is_css_colour_name(folded) || is_function(folded);
    return legal ? std::optional{colour} : std::nullopt;
}

}  // namespace keks::server
