// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/ice_credentials.hpp"

#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace keks::client::webrtc {
namespace {

template <std::size_t bytes>
std::array<unsigned char, bytes> random_bytes() {
    std::array<unsigned char, bytes> random{};
    if (RAND_bytes(random.data(), static_cast<int>(bytes)) != 1) {
        throw std::runtime_error{"OpenSSL has no random numbers"};
    }
    return random;
}

/** 6 random bits in each. */
template <std::size_t characters>
std::string random_ice_chars() {
    constexpr std::string_view ice_chars =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (const unsigned char byte : random_bytes<characters>()) text += ice_chars[byte & 0x3f];
    return text;
}

}  // namespace

IceCredentials make_ice_credentials() {
    return {random_ice_chars<8>(), random_ice_chars<24>()};
}

std::uint64_t make_session_id() {
    std::uint64_t id = 0;
    for (const unsigned char byte : random_bytes<8>()) id = id << 8 | byte;
    return id >> 1;
}

}  // namespace keks::client::webrtc
