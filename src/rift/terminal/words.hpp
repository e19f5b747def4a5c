// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
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

}  // namespace keks::rift
