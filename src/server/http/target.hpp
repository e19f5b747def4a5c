// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace keks::server {

// A request target (RFC 9112, section 3.2), taken apart and still percent-encoded. Views of its
// text.
struct Target {
    std::string_view path;                  // starts with a slash
    std::optional<std::string_view> query;  // what follows the first question mark
    bool operator==(const Target&) const = default;
};

// Reads the origin form (`/path?query`) and the absolute form (`http://host/path?query`). None for
// the other two forms and for texts with spaces or control characters.
[[nodiscard]] std::optional<Target> parse_target(std::string_view text);

// The path with its percent-encoded characters decoded; none if an escape is not two hex digits or
// stands for a slash or a zero byte, which no name contains.
[[nodiscard]] std::optional<std::string> decode_path(std::string_view path);

// The value of a hex digit in either case; none if it is no hex digit.
[[nodiscard]] std::optional<unsigned> hex_value(char c);

}  // namespace keks::server
