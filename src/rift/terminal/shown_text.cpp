// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/shown_text.hpp"

#include <algorithm>
#include <cctype>

#include "rift/terminal/figures.hpp"
#include "util/unicode.hpp"

namespace keks::rift {

std::string shown_text(std::string_view text) {
    std::u32string out;
    for (const char32_t character : util::decode_utf8(text)) {
        if (character == U'\n')
            out += U"\n    ";
        else if (character == U'\t')
            out += U' ';
        else if (!util::is_unruly(character))
            out += character;
    }
    return util::encode_utf8(out);
}

std::string image_words(std::string_view url) {
    constexpr std::string_view beginning = "data:image/";
    if (url.starts_with(beginning)) url.remove_prefix(beginning.size());
    std::string kind{url.substr(0, std::min<std::size_t>(url.find(';'), 10))};
    std::erase_if(kind, [](unsigned char each) { return std::isalnum(each) == 0; });
    std::ranges::transform(kind, kind.begin(), [](unsigned char each) {
        return static_cast<char>(std::toupper(each));
    });
    const auto comma = url.find(',');
    const auto letters = comma == std::string_view::npos ? "" : url.substr(comma + 1);
    const std::size_t padding = letters.ends_with("==") ? 2 : letters.ends_with('=') ? 1 : 0;
    const auto bytes = letters.size() / 4 * 3;
    return kind + ", " + byte_words(bytes - std::min(padding, bytes));
}

}  // namespace keks::rift
