// SPDX-License-Identifier: AGPL-3.0-only
#include "protocol/number_clamp.hpp"

#include <algorithm>
#include <cstddef>

namespace keks::protocol {
namespace {

constexpr std::size_t kMaxDigits = 21;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Copies the string that opens at `i` and returns the index behind its closing quote.
std::size_t copy_string(std::string_view json, std::size_t i, std::string& out) {
    const std::size_t start = i++;
    while (i < json.size() && json[i] != '"') i += json[i] == '\\' ? 2U : 1U;
    const std::size_t end = std::min(i + 1, json.size());
    out.append(json.substr(start, end - start));
    return end;
}

// Copies a run of digits, shortened, and returns the index behind it.
std::size_t copy_digits(std::string_view json, std::size_t i, std::string& out) {
    const std::size_t start = i;
    while (i < json.size() && is_digit(json[i])) ++i;
    out.append(json.substr(start, std::min(i - start, kMaxDigits)));
    return i;
}

// Copies an exponent from its `e` on with every digit zeroed; the grammar stays what it was.
std::size_t copy_exponent(std::string_view json, std::size_t i, std::string& out) {
    out += json[i++];
    if (i < json.size() && (json[i] == '+' || json[i] == '-')) out += json[i++];
    if (i < json.size() && is_digit(json[i])) out += '0';
    while (i < json.size() && is_digit(json[i])) ++i;
    return i;
}

}  // namespace

std::string clamp_numbers(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t i = 0; i < json.size();) {
        const char c = json[i];
        const bool after_digit = i > 0 && is_digit(json[i - 1]);
        if (c == '"') {
            i = copy_string(json, i, out);
        } else if (is_digit(c)) {
            i = copy_digits(json, i, out);
        } else if (after_digit && (c == 'e' || c == 'E')) {
            i = copy_exponent(json, i, out);
        } else {
            out += c;
            ++i;
        }
    }
    return out;
}

}  // namespace keks::protocol
