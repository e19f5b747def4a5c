// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "server/assets/asset_rules.hpp"
#include "server/assets/embedded_store.hpp"

namespace keks::test {

// A web client of a few bytes in all the encodings, sorted by path.
inline std::span<const server::Asset> small_web_client() {
    using server::Asset;
    using server::Encoded;
    constexpr auto asset = [](std::string_view path, Encoded identity) {
        return Asset{path,
                     server::mime_type(path),
                     server::cache_policy(path),
                     identity,
                     std::nullopt,
                     std::nullopt};
    };
    static constexpr std::array<Asset, 6> assets{
        Asset{"assets/main-AB12CD34.js",
              server::mime_type("assets/main-AB12CD34.js"),
              server::cache_policy("assets/main-AB12CD34.js"),
              {"main as it is", "\"main\""},
              Encoded{"main br", "\"main-br\""},
              Encoded{"main gzip", "\"main-gzip\""}},
        asset("assets/odd name.txt", {"odd", "\"odd\""}),
        asset("favicon.ico", {"icon", "\"icon\""}),
        asset("index.html", {"<p>start</p>", "\"start\""}),
        asset("room.html", {"<p>room</p>", "\"room\""}),
        asset("sw.js", {"worker", "\"worker\""}),
    };
    return assets;
}

}  // namespace keks::test
