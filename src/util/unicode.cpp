// SPDX-License-Identifier: AGPL-3.0-only
#include "util/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace keks::util {
namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200c;
constexpr char32_t kZeroWidthJoiner = 0x200d;
constexpr char32_t kByteOrderMark = 0xfeff;

utf8proc_int32_t code_point(char32_t character) {
    return static_cast<utf8proc_int32_t>(character);
}

std::string escape(utf8proc_uint8_t byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    return {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
    std::u32string decoded;
    // The bytes are unsigned for utf8proc, which only looks at them.
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto* const end = at + text.size();
    while (at < end) {
        utf8proc_int32_t found = 0;
        const auto length = utf8proc_iterate(at, end - at, &found);
        if (length > 0) decoded += static_cast<char32_t>(found);
        at += std::max<utf8proc_ssize_t>(length, 1);
    }
    return decoded;
}

std::string encode_utf8(std::u32string_view text) {
    std::string encoded;
    for (const char32_t character : text) {
        if (!utf8proc_codepoint_valid(code_point(character))) continue;
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto length = utf8proc_encode_char(code_point(character), bytes.data());
        encoded.append(bytes.begin(), bytes.begin() + length);
    }
    return encoded;
}

bool is_unruly(char32_t character) {
    switch (utf8proc_category(code_point(character))) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return true;
        case UTF8PROC_CATEGORY_CF:
            return character != kZeroWidthNonJoiner && character != kZeroWidthJoiner;
        default:
            return false;
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto* const end = at + text.size();
    while (at < end) {
        utf8proc_int32_t found = 0;
        const auto length = utf8proc_iterate(at, end - at, &found);
        const bool fit = length > 0 && !is_unruly(static_cast<char32_t>(found));
        const auto* const next = at + std::max<utf8proc_ssize_t>(length, 1);
        for (; at < next; ++at) out += fit ? std::string(1, static_cast<char>(*at)) : escape(*at);
        if (found == '\\') out += '\\';
    }
    return out;
}

bool is_white_space(char32_t character) {
    return (character >= '\t' && character <= '\r') || character == kByteOrderMark ||
           utf8proc_category(code_point(character)) == UTF8PROC_CATEGORY_ZS ||
           utf8proc_category(code_point(character)) == UTF8PROC_CATEGORY_ZL ||
           utf8proc_category(code_point(character)) == UTF8PROC_CATEGORY_ZP;
}

std::size_t columns(char32_t character) {
    return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code_point(character))));
}

}  // namespace keks::util
