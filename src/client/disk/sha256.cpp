// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/sha256.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

// OpenSSL would have one use EVP_MD_CTX, which cannot be taken out of a process.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace keks::client::disk {
namespace {

constexpr unsigned kBitsOfAByte = 3;  // as a shift
constexpr unsigned kBitsOfAWord = 32;

}  // namespace

Sha256::Sha256() {
    SHA256_Init(&context_);
}

Sha256::Sha256(const State& state) : Sha256{} {
    std::copy(state.words.begin(), state.words.end(), std::begin(context_.h));
    const auto bits = state.bytes << kBitsOfAByte;
    context_.Nl = static_cast<SHA_LONG>(bits);
    context_.Nh = static_cast<SHA_LONG>(bits >> kBitsOfAWord);
}

void Sha256::update(std::span<const std::byte> bytes) {
    SHA256_Update(&context_, bytes.data(), bytes.size());
}

Sha256::Digest Sha256::digest() const {
    auto copy = context_;
    Digest digest{};
    SHA256_Final(reinterpret_cast<unsigned char*>(digest.data()), &copy);
    return digest;
}

Sha256::State Sha256::state() const {
    if (context_.num != 0) throw std::logic_error{"a state of SHA-256 is one after whole blocks"};
    State state;
    std::copy(std::begin(context_.h), std::end(context_.h), state.words.begin());
    const auto bits = std::uint64_t{context_.Nh} << kBitsOfAWord | context_.Nl;
    state.bytes = bits >> kBitsOfAByte;
    return state;
}

}  // namespace keks::client::disk
