// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <string_view>

#include "server/assets/asset_store.hpp"

namespace keks::server {

// The page with `colour` (`#rrggbb`) as its `<meta name="theme-color" content="…">`, in which
// phones paint their own bars around it. `page` itself if it has that colour already, or names
// none; what is made anew is not compressed. May throw as content_etag does.
[[nodiscard]] std::shared_ptr<const Asset> themed(std::shared_ptr<const Asset> page,
                                                  std::string_view colour);

}  // namespace keks::server
