// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "client/disk/tar_entry.hpp"

namespace keks::client::disk {

/**
 * What an entry has to be the same in when it is sent as when it was planned, in four bytes, since
 * there may be millions. In one process only.
 */
[[nodiscard]] inline std::uint32_t mark_of(const TarEntry& entry) {
    const auto kind = std::to_string(static_cast<int>(entry.kind));
    // No name has a NUL in it.
    const auto whole = entry.path + '\0' + entry.target + '\0' + kind + std::to_string(entry.size);
    return static_cast<std::uint32_t>(std::hash<std::string>{}(whole));
}

}  // namespace keks::client::disk
