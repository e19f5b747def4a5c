// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>

namespace keks::rift {

/** A text of somebody else as a terminal may show it: without controls and the like, each further
 * line of it indented, so that none can pass for something that rift says. */
[[nodiscard]] std::string shown_text(std::string_view text);

/** "PNG, 12.3 kB": what a data: URL of an image holds, as far as it is one. */
[[nodiscard]] std::string image_words(std::string_view url);

}  // namespace keks::rift
