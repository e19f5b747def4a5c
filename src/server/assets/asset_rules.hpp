// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "server/assets/asset_store.hpp"

// What follows from an asset's path alone. constexpr, so that the embedded table holds the results.
namespace keks::server {

// The media type by the file's extension; what is not known is bytes.
constexpr std::string_view mime_type(std::string_view path) {
    constexpr auto types = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"html", "text/html; charset=utf-8"},
        {"js", "text/javascript; charset=utf-8"},
        {"mjs", "text/javascript; charset=utf-8"},
        {"css", "text/css; charset=utf-8"},
        {"json", "application/json; charset=utf-8"},
        {"map", "application/json; charset=utf-8"},
        {"webmanifest", "application/manifest+json; charset=utf-8"},
        {"txt", "text/plain; charset=utf-8"},
        {"svg", "image/svg+xml; charset=utf-8"},
        {"png", "image/png"},
        {"jpg", "image/jpeg"},
        {"webp", "image/webp"},
        {"gif", "image/gif"},
        {"ico", "image/vnd.microsoft.icon"},
        {"wasm", "application/wasm"},
        {"woff2", "font/woff2"},
        {"ogg", "audio/ogg"},
        {"opus", "audio/ogg"},
        {"mp3", "audio/mpeg"},
        {"wav", "audio/wav"},
    });
    const auto extension = path.substr(path.find_last_of("./") + 1);
    for (const auto& [known, type] : types) {
        if (known == extension) return type;
    }
    return "application/octet-stream";
}

// Eight capitals and digits at least, as esbuild makes them, or sixteen small hexadecimal digits,
// as our use of Rollup does: no word that somebody would name a file by.
constexpr bool is_content_hash(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_capital = [&](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
    const auto is_hex = [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
    return (text.size() >= 8 && std::ranges::all_of(text, is_capital)) ||
           (text.size() >= 16 && std::ranges::all_of(text, is_hex));
}

// Whether the name holds a hash of the content: `assets/<name>-<hash>.<ext>`.
constexpr bool is_hashed(std::string_view path) {
    if (!path.starts_with("assets/")) return false;
    const auto name = path.substr(path.rfind('/') + 1);
    const auto dash = name.rfind('-');
    if (dash == std::string_view::npos) return false;
    return is_content_hash(name.substr(dash + 1, name.find('.', dash) - dash - 1));
}

// A hashed name never gets another content; everything else is asked for again.
constexpr std::string_view cache_policy(std::string_view path) {
    return is_hashed(path) ? kCacheImmutable : kCacheRevalidate;
}

}  // namespace keks::server
