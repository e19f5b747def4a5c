// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "keks/crypto/room_keys.hpp"

// Messages that only those can read who know the room secret (protocol section 3): the base64 of
// 12 bytes of IV, the AES-256-GCM ciphertext, and a tag of 16 bytes.
namespace keks::crypto {

// Must never serve twice with one key.
using Iv = std::array<unsigned char, 12>;

// From the system's generator for secrets. Errors: `io_error`, where it has nothing to give.
[[nodiscard]] boost::system::result<Iv> random_iv();

// Seals any bytes. Errors: `message_size` above 64 MiB; `not_supported`, where OpenSSL's
// configuration forbids AES-GCM.
[[nodiscard]] boost::system::result<std::string> seal(const MessageKey& key, const Iv& iv,
                                                      std::string_view plaintext);

// The plaintext, or nothing if the text was not sealed with this key, was changed on its way, or is
// not base64 (RFC 4648, section 4, padded). Whatever a stranger sends comes to no more than that.
[[nodiscard]] std::optional<std::string> open(const MessageKey& key, std::string_view sealed);

}  // namespace keks::crypto
