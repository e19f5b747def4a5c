// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/crypto/room_keys.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <boost/system/errc.hpp>
#include <limits>

#include "crypto/base64.hpp"

namespace keks::crypto {
namespace {

using Derived = std::array<unsigned char, MessageKey::kBytes>;

constexpr int kIterations = 250'000;
constexpr std::string_view kKeySalt = "keksmeet/cryptosaltAAA==";
constexpr std::string_view kHashSalt = "keksmeet/roomhashsaltA==";

// Into the caller's place, so that there is no other copy to be wiped.
bool derive(std::string_view secret, std::string_view salt_text, Derived& derived) {
    if (secret.size() > std::numeric_limits<int>::max()) return false;
    const auto salt = from_base64(salt_text).value_or("");
    // Without a place to point at, OpenSSL takes no password to be no call.
    const char* password = secret.empty() ? "" : secret.data();
    const int done = PKCS5_PBKDF2_HMAC(password, static_cast<int>(secret.size()),
                                       reinterpret_cast<const unsigned char*>(salt.data()),
                                       static_cast<int>(salt.size()), kIterations, EVP_sha512(),
                                       static_cast<int>(derived.size()), derived.data());
    return done == 1;
}

std::string to_hex(const Derived& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

}  // namespace

MessageKey::~MessageKey() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

boost::system::result<RoomKeys> derive_room_keys(std::string_view secret) {
    Derived key{};
    Derived hash{};
    const bool derived = derive(secret, kKeySalt, key) && derive(secret, kHashSalt, hash);
    const RoomKeys keys{MessageKey{key}, to_hex(hash)};
    OPENSSL_cleanse(key.data(), key.size());
    if (!derived) return boost::system::errc::make_error_code(boost::system::errc::not_supported);
    return keys;
}

}  // namespace keks::crypto
