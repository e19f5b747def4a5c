// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

// Quantities as people read them.
namespace keks::rift {

/** "0 B", "999 B", "1.0 kB", "12.3 MB": powers of 1000, as disks and networks have them. */
[[nodiscard]] std::string byte_words(std::uint64_t bytes);

/** "0:05", "12:34", "1:02:03"; longer than 99 hours: "ages". */
[[nodiscard]] std::string time_words(std::chrono::seconds time);

}  // namespace keks::rift
