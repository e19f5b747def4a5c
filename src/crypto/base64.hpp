// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Base64 with the standard alphabet and padding (RFC 4648, section 4).
namespace keks::crypto {

// `bytes`: at most 1 GiB.
[[nodiscard]] std::string to_base64(std::string_view bytes);

// Nothing for a text with line ends, spaces, missing padding or any other character.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace keks::crypto
