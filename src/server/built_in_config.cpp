// SPDX-License-Identifier: AGPL-3.0-only
#include <cstdint>

#include "server/config.hpp"

// Made by keks_embed (cmake/Embed.cmake).
extern "C" {
extern const char keks_built_in_config[];
extern const std::uint64_t keks_built_in_config_size;
}

namespace keks::server {

std::string_view built_in_config() {
    return {keks_built_in_config, keks_built_in_config_size};
}

}  // namespace keks::server
