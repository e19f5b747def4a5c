// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// How texts of others are bounded. Lengths are in UTF-16 units, as the web client's are
// (web/src/protocol/decode.ts); texts are UTF-8.
namespace keks::client {

[[nodiscard]] std::size_t utf16_length(std::string_view text);

/** At most `most` units, without splitting a character; that it was cut, an ellipsis says. */
[[nodiscard]] std::string cut(std::string_view text, std::size_t most);

/** A name or label for one line of text: no controls, no bidi overrides, spaces joined, cut. */
[[nodiscard]] std::string one_line(std::string_view text, std::size_t most);

}  // namespace keks::client
