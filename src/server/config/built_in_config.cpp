// SPDX-License-Identifier: AGPL-3.0-only
#include <cstdint>

#include "server/config/config.hpp"

// Made by keks_embed (cmake/Embed.cmake).
extern "C" {
extern const char kKeksBuiltInConfig[];
extern const std::uint64_t kKeksBuiltInConfigSize;
}

namespace keks::server {

std::string_view built_in_config() {
    return {kKeksBuiltInConfig, kKeksBuiltInConfigSize};
}

}  // namespace keks::server
