// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Texts as wide as a terminal shows them.
namespace keks::rift {

/** Of a text that is fit for a terminal. */
[[nodiscard]] std::size_t columns_of(std::string_view text);

/** As much of its beginning as fits. */
[[nodiscard]] std::string cut_to(std::string_view text, std::size_t columns);

/** The same, with "…" in place of the rest, for which there has to be a column. */
[[nodiscard]] std::string shortened_to(std::string_view text, std::size_t columns);

}  // namespace keks::rift
