// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/figures.hpp"

#include <array>

namespace keks::rift {

std::string byte_words(std::uint64_t bytes) {
    constexpr std::array units{"kB", "MB", "GB", "TB", "PB", "EB"};
    if (bytes < 1000) return std::to_string(bytes) + " B";
    // In tenths of the unit, rounded: what would read "1000.0 kB" is "1.0 MB".
    std::uint64_t tenths = bytes / 100 + (bytes % 100 >= 50 ? 1 : 0);
    std::size_t unit = 0;
    while (tenths >= 10'000 && unit + 1 < units.size()) {
        tenths = tenths / 1000 + (tenths % 1000 >= 500 ? 1 : 0);
        ++unit;
    }
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " " + units[unit];
}

std::string time_words(std::chrono::seconds time) {
    if (time >= std::chrono::hours{100}) return "ages";
    const auto seconds = time.count();
    const auto two_digits = [](long number) {
        return std::string{number < 10 ? "0" : ""} + std::to_string(number);
    };
    const auto hours = seconds / 3600;
    const auto minutes = seconds / 60 % 60;
    const auto rest = std::string{":"} + two_digits(seconds % 60);
    if (hours == 0) return std::to_string(minutes) + rest;
    return std::to_string(hours) + ":" + two_digits(minutes) + rest;
}

}  // namespace keks::rift
