// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace keks::client {

/** A SHA-256 (FIPS 180-4). */
using Digest = std::array<std::byte, 32>;

/** 64 lower-case hex digits. */
[[nodiscard]] std::string hex(const Digest& digest);

/** The digest that such digits say; nothing if they are something else. */
[[nodiscard]] std::optional<Digest> read_hex(std::string_view text);

}  // namespace keks::client
