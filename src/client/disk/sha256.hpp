// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <span>

#include "client/resources/digest.hpp"

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace keks::client::disk {

/** SHA-256 (FIPS 180-4) of bytes that come one after the other. A copy goes on for itself. */
class Sha256 {
  public:
    using Digest = client::Digest;

    /** Throws `std::runtime_error` where OpenSSL's configuration forbids SHA-256. */
    Sha256();
    Sha256(const Sha256& other);
    Sha256& operator=(const Sha256& other);
    Sha256(Sha256&&) noexcept = default;
    Sha256& operator=(Sha256&&) noexcept = default;
    ~Sha256() = default;

    void update(std::span<const std::byte> bytes);
    /** Of everything so far; more may follow. */
    [[nodiscard]] Digest digest() const;

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace keks::client::disk
