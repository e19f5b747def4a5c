// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/new_secret.hpp"

#include <openssl/rand.h>

#include <stdexcept>

#include "rift/word_list.hpp"

namespace keks::rift {
namespace {

constexpr std::size_t kWordsInASecret = 3;

}  // namespace

std::string secret_of(std::span<const unsigned char, kSecretBytes> random) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string secret;
    for (const unsigned char byte : random.first(kWordsInASecret)) {
        if (!secret.empty()) secret += '-';
        secret += kWords[byte];
    }
    secret += '#';
    for (const unsigned char byte : random.subspan(kWordsInASecret)) {
        secret += digits[byte >> 4U];
        secret += digits[byte & 0xFU];
    }
    return secret;
}

std::string make_secret() {
    std::array<unsigned char, kSecretBytes> random{};
    if (RAND_priv_bytes(random.data(), static_cast<int>(random.size())) != 1)
        throw std::runtime_error{"the system has no randomness for a secret"};
    return secret_of(random);
}

}  // namespace keks::rift
