// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/target.hpp"

#include <algorithm>

namespace keks::server {
namespace {

bool is_space_or_control(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() &&
           std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

// What follows the authority of the absolute form: `/path?query`, `?query` or nothing.
std::optional<std::string_view> after_authority(std::string_view text) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!starts_with_ignoring_case(text, scheme)) continue;
        text.remove_prefix(scheme.size());
        const auto end = std::min(text.find_first_of("/?"), text.size());
        if (end == 0) return std::nullopt;
        return text.substr(end);
    }
    return std::nullopt;
}

Target split(std::string_view text) {
    const auto question = text.find('?');
    if (question == std::string_view::npos) return {text, std::nullopt};
    return {text.substr(0, question), text.substr(question + 1)};
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
    if (text.empty() || std::ranges::any_of(text, is_space_or_control)) return std::nullopt;
    if (text.front() == '/') return split(text);
    const auto rest = after_authority(text);
    if (!rest) return std::nullopt;
    auto target = split(*rest);
    if (target.path.empty()) target.path = "/";
    return target;
}

std::optional<unsigned> hex_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

std::optional<std::string> decode_path(std::string_view path) {
    if (path.find('%') == std::string_view::npos) return std::string{path};
    std::string decoded;
    decoded.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            decoded += path[i];
            continue;
        }
        if (path.size() - i < 3) return std::nullopt;
        const auto high = hex_value(path[i + 1]);
        const auto low = hex_value(path[i + 2]);
        if (!high || !low) return std::nullopt;
        const auto byte = *high * 16 + *low;
        if (byte == 0 || byte == '/') return std::nullopt;
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
}

}  // namespace keks::server
