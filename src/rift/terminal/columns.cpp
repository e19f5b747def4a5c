// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/columns.hpp"

#include "util/unicode.hpp"

namespace keks::rift {

std::size_t columns_of(std::string_view text) {
    std::size_t used = 0;
    for (const char32_t character : util::decode_utf8(text)) used += util::columns(character);
    return used;
}

std::string cut_to(std::string_view text, std::size_t columns) {
    std::size_t used = 0;
    std::u32string kept;
    for (const char32_t character : util::decode_utf8(text)) {
        used += util::columns(character);
        if (used > columns) break;
        kept += character;
    }
    return util::encode_utf8(kept);
}

std::string shortened_to(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) return std::string{text};
    return cut_to(text, columns - 1) + "…";
}

}  // namespace keks::rift
