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

// Whether the name holds a hash of the content: `assets/<name>-<HASH>.<ext>` with a hash of at
// least eight capitals and digits, as esbuild makes it.
constexpr bool is_hashed(std::string_view path) {
    if (!path.starts_with("assets/")) return false;
    const auto name = path.substr(path.rfind('/') + 1);
    const auto dash = name.rfind('-');
    if (dash == std::string_view::npos) return false;
    const auto hash = name.substr(dash + 1, name.find('.', dash) - dash - 1);
    return hash.size() >= 8 && std::ranges::all_of(hash, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

// A hashed name never gets another content; everything else is asked for again.
constexpr std::string_view cache_policy(std::string_view path) {
    return is_hashed(path) ? kCacheImmutable : kCacheRevalidate;
}

}  // namespace keks::server
