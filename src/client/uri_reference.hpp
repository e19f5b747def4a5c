// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace keks::client {

/**
 * The parts of a URI or a relative reference (RFC 3986, section 3), as views of its text. By hand,
 * because Boost.URL 1.81 takes control characters and `ws://[::1]path` for URIs.
 */
struct UriReference {
    std::optional<std::string_view> scheme;
    std::optional<std::string_view> authority;
    std::string_view path;
    std::optional<std::string_view> query;
    std::optional<std::string_view> fragment;
};

/** Nothing, if a character is none of a URI's or a `%` begins no escape. */
[[nodiscard]] std::optional<UriReference> split_uri(std::string_view text);

/** The path without its segments `.` and `..` (RFC 3986, section 5.2.4). */
[[nodiscard]] std::string without_dot_segments(std::string_view path);

/** The path that a relative one means from another (RFC 3986, sections 5.2.3 and 5.2.4). */
[[nodiscard]] std::string resolve_path(std::string_view base, std::string_view relative);

}  // namespace keks::client
