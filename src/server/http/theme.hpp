// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/assets/asset_store.hpp"

namespace keks::server {

// The page with `colour` (`#rrggbb`) as its `<meta name="theme-color" content="…">`, in which
// phones paint their own bars around it. `page` itself if it has that colour already, or names
// none; what is made anew is not compressed. May throw as content_etag does.
[[nodiscard]] std::shared_ptr<const Asset> themed(std::shared_ptr<const Asset> page,
                                                  std::string_view colour);

// Pages in one colour, of which each is made anew only once it has changed. One thread.
class ThemedPages {
  public:
    // `#rrggbb`.
    explicit ThemedPages(std::string colour) : colour_{std::move(colour)} {}

    // As themed().
    [[nodiscard]] std::shared_ptr<const Asset> of(std::shared_ptr<const Asset> page);

  private:
    struct Made {
        std::string etag;  // of what it was made of
        std::shared_ptr<const Asset> page;
    };
    std::string colour_;
    std::map<std::string, Made, std::less<>> made_;  // by path: as many as there are pages
};

}  // namespace keks::server
