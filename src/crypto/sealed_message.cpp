// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/crypto/sealed_message.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <boost/system/errc.hpp>
#include <memory>
#include <utility>

#include "crypto/base64.hpp"
#include "crypto/openssl_bytes.hpp"

namespace keks::crypto {
namespace {

namespace errc = boost::system::errc;

constexpr std::size_t kIvBytes = std::tuple_size_v<Iv>;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kLongest = std::size_t{64} << 20U;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

// Appends ciphertext and tag to `out`.
bool encrypt(const MessageKey& key, const Iv& iv, std::string_view plaintext, std::string& out) {
    const Context context{EVP_CIPHER_CTX_new()};
    const std::size_t start = out.size();
    out.resize(start + plaintext.size() + kTagBytes);
    const auto size = static_cast<int>(plaintext.size());
    int written = 0;
    return context != nullptr &&
           EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes().data(),
                              iv.data()) == 1 &&
           EVP_EncryptUpdate(context.get(), bytes_of(out, start), &written, bytes_of(plaintext),
                             size) == 1 &&
           EVP_EncryptFinal_ex(context.get(), bytes_of(out, start + plaintext.size()), &written) ==
               1 &&
           EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagBytes),
                               bytes_of(out, start + plaintext.size())) == 1;
}

// `packed`: IV, ciphertext and tag, at least as long as IV and tag. It is not const because OpenSSL
// takes the tag to compare with by a pointer to what it could change.
std::optional<std::string> decrypt(const MessageKey& key, std::string& packed) {
    const Context context{EVP_CIPHER_CTX_new()};
    const std::size_t size = packed.size() - kIvBytes - kTagBytes;
    std::string plaintext(size, '\0');
    int written = 0;
    const bool opened =
        context != nullptr &&
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes().data(),
                           bytes_of(packed)) == 1 &&
        EVP_DecryptUpdate(context.get(), bytes_of(plaintext), &written, bytes_of(packed, kIvBytes),
                          static_cast<int>(size)) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagBytes),
                            bytes_of(packed, kIvBytes + size)) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytes_of(plaintext, size), &written) == 1;
    return opened ? std::optional{std::move(plaintext)} : std::nullopt;
}

}  // namespace

boost::system::result<Iv> random_iv() {
    Iv iv{};
    if (RAND_bytes(iv.data(), static_cast<int>(iv.size())) != 1) {
        return errc::make_error_code(errc::io_error);
    }
    return iv;
}

boost::system::result<std::string> seal(const MessageKey& key, const Iv& iv,
                                        std::string_view plaintext) {
    if (plaintext.size() > kLongest) return errc::make_error_code(errc::message_size);
    std::string packed{iv.begin(), iv.end()};
    if (!encrypt(key, iv, plaintext, packed)) return errc::make_error_code(errc::not_supported);
    return to_base64(packed);
}

std::optional<std::string> open(const MessageKey& key, std::string_view sealed) {
    if (sealed.size() > kLongest * 2) return std::nullopt;
    auto packed = from_base64(sealed);
    if (!packed || packed->size() < kIvBytes + kTagBytes) return std::nullopt;
    return decrypt(key, *packed);
}

}  // namespace keks::crypto
