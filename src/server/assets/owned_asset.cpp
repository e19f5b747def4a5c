// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/owned_asset.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace keks::server {
namespace {

struct OwnedAsset {
    std::string path;
    std::string bytes;
    std::string etag;
    Asset asset;
};

}  // namespace

std::string content_etag(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) !=
        1) {
        throw std::runtime_error{"OpenSSL cannot compute SHA-256"};
    }
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::size_t used = 16;
    std::string etag = "\"";
    for (std::size_t i = 0; i < used; ++i) {
        etag += digits[digest[i] >> 4U];
        etag += digits[digest[i] & 15U];
    }
    return etag + "\"";
}

std::shared_ptr<const Asset> make_owned_asset(std::string path, std::string bytes,
                                              std::string_view mime,
                                              std::string_view cache_control) {
    auto owner = std::make_shared<OwnedAsset>();
    owner->path = std::move(path);
    owner->bytes = std::move(bytes);
    owner->etag = content_etag(owner->bytes);
    owner->asset = {owner->path,  mime,        cache_control, {owner->bytes, owner->etag},
                    std::nullopt, std::nullopt};
    return {owner, &owner->asset};
}

}  // namespace keks::server
