// SPDX-License-Identifier: AGPL-3.0-only
#include "server/id_source.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstring>
#include <stdexcept>

namespace keks::server {
namespace {

constexpr unsigned kHalfBits = 27;
constexpr std::uint64_t kHalfMask = (std::uint64_t{1} << kHalfBits) - 1;
constexpr std::uint64_t kRounds = 10;
using Block = std::array<unsigned char, 16>;

}  // namespace

struct IdSource::Cipher {
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    Cipher() = default;
    Cipher(const Cipher&) = delete;
    Cipher& operator=(const Cipher&) = delete;
    ~Cipher() { EVP_CIPHER_CTX_free(context); }
};

IdSource::Key IdSource::random_key() {
    Key key{};
    if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1)
        throw std::runtime_error{"the operating system gives no random bytes"};
    return key;
}

IdSource::IdSource(const Key& key) : cipher_(std::make_unique<Cipher>()) {
    if (EVP_EncryptInit_ex(cipher_->context, EVP_aes_128_ecb(), nullptr, key.data(), nullptr) != 1)
        throw std::runtime_error{"OpenSSL offers no AES-128"};
}

IdSource::~IdSource() = default;

protocol::ClientId IdSource::next() {
    std::uint64_t id = permute(++count_);
    while (id == 0 || id > protocol::kMaxClientId) id = permute(id);
    return id;
}

std::uint64_t IdSource::permute(std::uint64_t value) {
    std::uint64_t left = value >> kHalfBits;
    std::uint64_t right = value & kHalfMask;
    for (std::uint64_t number = 0; number < kRounds; ++number) {
        const std::uint64_t mixed = left ^ round(number, right);
        left = right;
        right = mixed;
    }
    return left << kHalfBits | right;
}

std::uint64_t IdSource::round(std::uint64_t number, std::uint64_t half) {
    Block input{};
    std::memcpy(input.data(), &number, sizeof number);
    std::memcpy(input.data() + sizeof number, &half, sizeof half);
    Block output{};
    int written = 0;
    if (EVP_EncryptUpdate(cipher_->context, output.data(), &written, input.data(),
                          static_cast<int>(input.size())) != 1)
        throw std::runtime_error{"AES-128 failed"};
    std::uint64_t bits = 0;
    std::memcpy(&bits, output.data(), sizeof bits);
    return bits & kHalfMask;
}

}  // namespace keks::server
