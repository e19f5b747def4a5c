// SPDX-License-Identifier: AGPL-3.0-only
#include "crypto/base64.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <climits>

#include "crypto/openssl_bytes.hpp"

namespace keks::crypto {
namespace {

bool is_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
}

// How many of the last characters are padding; nothing if the text is not base64.
std::optional<std::size_t> padding_of(std::string_view text) {
    if (text.size() % 4 != 0 || text.size() > INT_MAX) return std::nullopt;
    const auto end = text.find_last_not_of('=');
    const std::size_t digits = end == std::string_view::npos ? 0 : end + 1;
    if (text.size() - digits > 2) return std::nullopt;
    // OpenSSL would skip spaces and line ends.
    if (!std::ranges::all_of(text.substr(0, digits), is_digit)) return std::nullopt;
    return text.size() - digits;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    // One more for the zero byte that OpenSSL writes.
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(bytes_of(text), bytes_of(bytes), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    const auto padding = padding_of(text);
    if (!padding) return std::nullopt;
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(bytes_of(bytes), bytes_of(text), static_cast<int>(text.size()));
    if (length < 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(length) - *padding);
    return bytes;
}

}  // namespace keks::crypto
