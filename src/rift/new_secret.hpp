// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace keks::rift {

/** Bytes of randomness in a secret: 152 bits. */
inline constexpr std::size_t kSecretBytes = 19;

/**
 * A room secret in the form that start pages make (protocol section 3): three words, which become
 * the room's name and of which one is spoken of, then `#` and 32 hex digits, which keep others out.
 */
[[nodiscard]] std::string secret_of(std::span<const unsigned char, kSecretBytes> random);

/** From the system's generator for secrets. Throws std::runtime_error where it has nothing. */
[[nodiscard]] std::string make_secret();

}  // namespace keks::rift
