// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace keks::test {

/** SHA-256 of bytes that come piece by piece. */
class Sha256 {
  public:
    Sha256() { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }

    void add(std::span<const std::byte> bytes) {
        EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
    }

    /** Of what came so far, as 64 lower-case digits. */
    std::string hex() const {
        const Context copy{EVP_MD_CTX_new(), EVP_MD_CTX_free};
        EVP_MD_CTX_copy_ex(copy.get(), context_.get());
        std::array<unsigned char, 32> digest{};
        EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr);
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text;
        for (const unsigned char byte : digest) {
            text += digits[byte >> 4];
            text += digits[byte & 0xf];
        }
        return text;
    }

  private:
    using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
    Context context_{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

}  // namespace keks::test
