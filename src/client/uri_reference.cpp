// SPDX-License-Identifier: AGPL-3.0-only
#include "client/uri_reference.hpp"

#include <algorithm>

namespace keks::client {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/** Of unreserved and reserved characters (RFC 3986, section 2), and escapes. */
bool is_uri_text(std::string_view text) {
    constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escape =
            c == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
        if (!escape && !is_letter(c) && !is_digit(c) && marks.find(c) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

bool is_scheme(std::string_view text) {
    return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, [](char c) {
        return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
    });
}

/** Takes what follows the first `mark` off the end of `text`, with the mark. */
std::optional<std::string_view> take_behind(std::string_view& text, char mark) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const auto behind = text.substr(at + 1);
    text = text.substr(0, at);
    return behind;
}

}  // namespace

std::optional<UriReference> split_uri(std::string_view text) {
    if (!is_uri_text(text)) return std::nullopt;
    UriReference parts;
    parts.fragment = take_behind(text, '#');
    parts.query = take_behind(text, '?');
    const auto colon = text.find(':');
    if (colon != std::string_view::npos && is_scheme(text.substr(0, colon))) {
        parts.scheme = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const auto end = std::min(text.find('/'), text.size());
        parts.authority = text.substr(0, end);
        text.remove_prefix(end);
    }
    parts.path = text;
    return parts;
}

std::string without_dot_segments(std::string_view path) {
    std::string result;
    while (!path.empty()) {
        const auto end = std::min(path.find('/', 1), path.size());
        const auto segment = path.substr(0, end);
        path.remove_prefix(end);
        const bool up = segment == "/..";
        if (up) result.resize(std::min(result.rfind('/'), result.size()));
        if (!up && segment != "/.") {
            result += segment;
        } else if (path.empty()) {
            result += '/';
        }
    }
    return result;
}

std::string resolve_path(std::string_view base, std::string_view relative) {
    if (relative.starts_with('/')) return without_dot_segments(relative);
    const auto folder = base.rfind('/');
    const std::string_view kept =
        folder == std::string_view::npos ? "/" : base.substr(0, folder + 1);
    return without_dot_segments(std::string{kept}.append(relative));
}

}  // namespace keks::client
