// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace keks::server {

// One form of an asset as it goes over the wire.
struct Encoded {
    std::string_view bytes;
    std::string_view etag;  // strong, with its quotes (RFC 9110, section 8.8.3)
    bool operator==(const Encoded&) const = default;
};

// A file for the browser. All views live as long as the asset.
struct Asset {
    std::string_view path;           // without a slash in front: `room.html`, `assets/main-1A2B.js`
    std::string_view mime;           // Content-Type, with its charset for text
    std::string_view cache_control;  // Cache-Control
    Encoded identity;
    std::optional<Encoded> brotli;  // only where it is smaller
    std::optional<Encoded> gzip;
};

// Where the browser's files come from. One thread.
class AssetStore {
  public:
    // The file of exactly this path, or null. `path` is any text that a stranger chose; what it
    // finds is never outside the store.
    [[nodiscard]] virtual std::shared_ptr<const Asset> find(std::string_view path) const = 0;

    AssetStore() = default;
    AssetStore(const AssetStore&) = delete;
    AssetStore& operator=(const AssetStore&) = delete;
    virtual ~AssetStore() = default;
};

inline constexpr std::string_view kCacheImmutable = "public, max-age=31536000, immutable";
inline constexpr std::string_view kCacheRevalidate = "no-cache";
inline constexpr std::string_view kCacheNever = "no-store";

}  // namespace keks::server
