// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>
#include <string_view>

namespace keks::client::disk {
namespace {

void require(bool done) {
    if (!done) throw std::runtime_error{"OpenSSL does not compute SHA-256"};
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_{EVP_MD_CTX_new()} {
    require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::Sha256(const Sha256& other) : context_{EVP_MD_CTX_new()} {
    require(context_ && EVP_MD_CTX_copy_ex(context_.get(), other.context_.get()) == 1);
}

Sha256& Sha256::operator=(const Sha256& other) {
    if (this != &other) *this = Sha256{other};
    return *this;
}

void Sha256::update(std::span<const std::byte> bytes) {
    require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

Sha256::Digest Sha256::digest() const {
    Sha256 copy{*this};
    Digest digest{};
    require(EVP_DigestFinal_ex(copy.context_.get(), reinterpret_cast<unsigned char*>(digest.data()),
                               nullptr) == 1);
    return digest;
}

}  // namespace keks::client::disk
