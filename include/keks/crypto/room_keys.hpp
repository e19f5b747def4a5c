// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <boost/system/result.hpp>
#include <cstddef>
#include <string>
#include <string_view>

// What a room secret is good for (protocol section 3). The server never links this.
namespace keks::crypto {

// The AES-256-GCM key of a room. Every copy wipes its bytes when it ends.
class MessageKey {
  public:
    static constexpr std::size_t kBytes = 32;
    using Bytes = std::array<unsigned char, kBytes>;

    explicit MessageKey(const Bytes& bytes) : bytes_{bytes} {}
    MessageKey(const MessageKey&) = default;
    MessageKey& operator=(const MessageKey&) = default;
    ~MessageKey();

    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

  private:
    Bytes bytes_;
};

struct RoomKeys {
    MessageKey key;
    // Names the room towards the server: 64 lower-case hex digits.
    std::string hash;
};

// Derives both from the UTF-8 bytes of a secret of any length, the empty one included. Slow on
// purpose: some tenths of a second of CPU time, in which the thread does nothing else.
// Errors: `not_supported`, where OpenSSL's configuration forbids PBKDF2 or SHA-512.
[[nodiscard]] boost::system::result<RoomKeys> derive_room_keys(std::string_view secret);

}  // namespace keks::crypto
