// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace keks::util {

/** The code points of UTF-8 text. Bytes that are not UTF-8 are left out. */
[[nodiscard]] std::u32string decode_utf8(std::string_view text);

/** UTF-8 of code points. Those that cannot be encoded (lone surrogates) are left out. */
[[nodiscard]] std::string encode_utf8(std::u32string_view text);

/**
 * Whether a character deceives: controls, line ends, surrogates, private use, and all that is
 * invisible and changes how the rest is shown (bidi overrides among them), but for the joiners that
 * some scripts and emoji need.
 */
[[nodiscard]] bool is_unruly(char32_t character);

/** With `\xNN` for each byte that is no UTF-8, or of a character that is unruly, and a backslash
 * twice, so that different texts stay different. */
[[nodiscard]] std::string escaped(std::string_view text);

/** What ECMAScript's `\s` matches. */
[[nodiscard]] bool is_white_space(char32_t character);

/** Columns of a terminal that a character takes: 0, 1 or 2. */
[[nodiscard]] std::size_t columns(char32_t character);

}  // namespace keks::util
