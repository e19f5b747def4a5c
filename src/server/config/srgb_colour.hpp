// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace keks::server {

// An opaque colour in sRGB: gamma-encoded, each from 0 to 1.
struct SrgbColour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

// The colour that `text`, which parse_css_colour accepted, stands for (CSS Color Module Level 4).
// What sRGB cannot show is clipped, and transparency is left out; none for `transparent` and
// `currentcolor`.
[[nodiscard]] std::optional<SrgbColour> resolve_css_colour(std::string_view text);

// As `#rrggbb`.
[[nodiscard]] std::string hex_colour(const SrgbColour& colour);

// `share` (0 to 1) of `colour`, and the rest of `other`, as color-mix(in srgb) does it.
[[nodiscard]] SrgbColour mix(const SrgbColour& colour, double share, const SrgbColour& other);

// From 1 to 21 (WCAG 2.2, "contrast ratio").
[[nodiscard]] double contrast(const SrgbColour& one, const SrgbColour& other);

}  // namespace keks::server
