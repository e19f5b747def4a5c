// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/config/config.hpp"

namespace keks::server {

// The colours of text in the client's own style (web/src/ui/style/tokens.css), for dark
// backgrounds.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kClientStyle{
    {{"--text", "#f6f1ea"},
     {"--text-faint", "#c4b8a9"},
     {"--danger", "#f0907e"},
     {"--good", "#8fcf9a"},
     {"--on-accent", "#1b130a"}}};

// What follows from the six configured colours: the client's further colours, chosen so that text
// stands out from whatever lies behind it by 4.5 to 1 at least (WCAG 2.2, success criterion 1.4.3).
struct Palette {
    struct Declaration {
        std::string property;  // with its two hyphens if it is a custom one
        std::string value;
    };
    // Those that differ from what the client's own style has, which suits the built-in colours.
    std::vector<Declaration> declarations;
    // What no choice of ours mends: a sentence each, with the keys, for whoever chose the colours.
    std::vector<std::string> warnings;
};

[[nodiscard]] Palette derive_palette(const Config::Appearance& appearance);

}  // namespace keks::server
