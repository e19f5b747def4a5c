// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/handshake.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <stdexcept>

#include "server/http/response.hpp"

namespace keks::server {
namespace {

constexpr std::size_t kDigestBytes = 20;
constexpr std::size_t kDigestDigits = 28;  // in base64

// OpenSSL looks for it anew wherever it is named by EVP_sha1(), which takes longer than to use it.
const EVP_MD* sha1() {
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> found{
        EVP_MD_fetch(nullptr, "SHA1", nullptr), EVP_MD_free};
    return found.get();
}

// Sec-WebSocket-Accept (RFC 6455, section 4.2.2, item 5.4).
std::string accept_of(std::string_view key) {
    std::string text{key};
    text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, kDigestBytes> digest{};
    if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, sha1(), nullptr) != 1)
        throw std::runtime_error{"OpenSSL cannot make the SHA-1 of a WebSocket handshake"};
    std::array<unsigned char, kDigestDigits + 1> digits{};
    EVP_EncodeBlock(digits.data(), digest.data(), static_cast<int>(digest.size()));
    return {digits.begin(), digits.end() - 1};
}

std::string lasting_fields() {
    std::string text = "\r\nServer: keks-meet\r\n";
    for (const auto& [name, value] : security_headers())
        text.append(name).append(": ").append(value).append("\r\n");
    return text + "\r\n";
}

}  // namespace

void require_handshakes() {
    if (sha1() == nullptr)
        throw std::runtime_error{
            "OpenSSL has no SHA-1, which every WebSocket handshake needs (RFC 6455). Allow it in "
            "openssl.cnf, or start the server with another OPENSSL_CONF"};
}

std::string handshake_answer(std::string_view key) {
    static const std::string lasting = lasting_fields();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           accept_of(key) + lasting;
}

}  // namespace keks::server
