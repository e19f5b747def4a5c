// SPDX-License-Identifier: AGPL-3.0-only
#include "client/relay_text.hpp"

#include <algorithm>

#include "util/unicode.hpp"

namespace keks::client {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

/** Of the character that a byte begins; 0 for the bytes that follow in it. */
std::size_t units(char byte) {
    const auto lead = static_cast<unsigned char>(byte);
    if ((lead & 0xc0U) == 0x80U) return 0;
    return lead >= 0xf0U ? 2 : 1;
}

/** Bytes of the longest beginning that has at most so many units and ends with a character. */
std::size_t bytes_of(std::string_view text, std::size_t most) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        length += units(text[at]);
        if (length > most) return at;
    }
    return text.size();
}

/** Characters that would let a name reach out of its place: controls, line ends, bidi overrides. */
bool is_unruly(char32_t character) {
    return character < 0x20 || (character >= 0x7f && character <= 0x9f) || character == 0x61c ||
           character == 0x200e || character == 0x200f ||
           (character >= 0x2028 && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

}  // namespace

std::size_t utf16_length(std::string_view text) {
    std::size_t length = 0;
    for (const char byte : text) length += units(byte);
    return length;
}

std::string cut(std::string_view text, std::size_t most) {
    const std::size_t whole = bytes_of(text, most);
    if (whole == text.size()) return std::string{text};
    std::string shortened{text.substr(0, bytes_of(text, most - 1))};
    return shortened += kEllipsis;
}

std::string one_line(std::string_view text, std::size_t most) {
    std::u32string line;
    // Cut before cleaning: the work on a hostile name stays bounded.
    for (const char32_t character : util::decode_utf8(text.substr(0, bytes_of(text, most * 4)))) {
        if (!is_unruly(character) && !util::is_white_space(character)) {
            line += character;
        } else if (!line.empty() && line.back() != U' ') {
            line += U' ';
        }
    }
    if (!line.empty() && line.back() == U' ') line.pop_back();
    return cut(util::encode_utf8(line), most);
}

}  // namespace keks::client
