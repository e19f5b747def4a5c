// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/assets/asset_store.hpp"

namespace keks::server {

// A strong ETag of these bytes, with its quotes: half of their SHA-256.
[[nodiscard]] std::string content_etag(std::string_view bytes);

// An asset that keeps its own bytes, not compressed. `mime` and `cache_control` are static texts.
[[nodiscard]] std::shared_ptr<const Asset> make_owned_asset(std::string path, std::string bytes,
                                                            std::string_view mime,
                                                            std::string_view cache_control);

}  // namespace keks::server
