// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <openssl/sha.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "client/resources/digest.hpp"

namespace keks::client::disk {

/** SHA-256 (FIPS 180-4) of bytes that come one after the other. A copy goes on for itself. */
class Sha256 {
  public:
    using Digest = client::Digest;
    /** Bytes of a block of the standard's. */
    static constexpr std::size_t kBlock = 64;

    /** Where it stands after whole blocks, to go on from in another process (section 6.2). */
    struct State {
        std::array<std::uint32_t, 8> words{};
        /** So far; a multiple of `kBlock`. */
        std::uint64_t bytes = 0;
    };

    Sha256();
    explicit Sha256(const State& state);

    void update(std::span<const std::byte> bytes);
    /** Of everything so far; more may follow. */
    [[nodiscard]] Digest digest() const;
    /** Throws `std::logic_error` within a block. */
    [[nodiscard]] State state() const;

  private:
    SHA256_CTX context_{};
};

}  // namespace keks::client::disk
