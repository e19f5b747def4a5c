// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace keks::server {

// What parse_css_colour reads, as the end of a sentence "expected …".
inline constexpr std::string_view kColourExpected =
    "a CSS colour such as #c08040, rebeccapurple or hsl(30deg 50% 50%)";

// The colour in `text` (CSS Color 4: `#rgb` to `#rrggbbaa`, a named colour, or one of the functions
// rgb, rgba, hsl, hsla, hwb, lab, lch, oklab, oklch with three or four numbers), without the spaces
// around it; none if it is anything else. A colour that is returned cannot end the declaration that
// it is put into: it has no character but letters, digits and `#().,%/+-` and spaces.
[[nodiscard]] std::optional<std::string_view> parse_css_colour(std::string_view text);

// Whether CSS names a colour so; `name` in lower case.
[[nodiscard]] bool is_css_colour_name(std::string_view name);

// 0xrrggbb of a name, in lower case; none for `transparent` and `currentcolor`, which have no
// colour of their own.
[[nodiscard]] std::optional<std::uint32_t> named_css_colour(std::string_view name);

}  // namespace keks::server
