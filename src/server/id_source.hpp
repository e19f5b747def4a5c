// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "keks/protocol/packet.hpp"

namespace keks::server {

// Client ids: from 1 to 2^53-1, none twice, and none to be guessed from others (protocol section
// 2).
//
// Counts up and enciphers the count by a permutation under a random key: a Feistel network over 54
// bits with AES-128 as its round function (the construction of NIST SP 800-38G), walked until it
// falls into the range.
class IdSource {
  public:
    using Key = std::array<unsigned char, 16>;

    // A key from the operating system's randomness; throws std::runtime_error without any.
    [[nodiscard]] static Key random_key();

    explicit IdSource(const Key& key);
    ~IdSource();
    IdSource(const IdSource&) = delete;
    IdSource& operator=(const IdSource&) = delete;

    protocol::ClientId next();

  private:
    [[nodiscard]] std::uint64_t permute(std::uint64_t value);
    [[nodiscard]] std::uint64_t round(std::uint64_t number, std::uint64_t half);

    struct Cipher;
    std::unique_ptr<Cipher> cipher_;
    std::uint64_t count_ = 0;
};

}  // namespace keks::server
