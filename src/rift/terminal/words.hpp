// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace keks::rift {

/** The words of a line, as shells take them: '…' and "…" keep spaces, \ keeps the next character.
 * An error says what is open. */
[[nodiscard]] boost::system::result<std::vector<std::string>, std::string> split_words(
    std::string_view line);

/** One word that split_words() takes for this. */
[[nodiscard]] std::string as_word(std::string_view word);

/** At most so many bytes of what is valid UTF-8, without splitting a character. */
[[nodiscard]] std::string_view beginning_of(std::string_view text, std::size_t most);

}  // namespace keks::rift
