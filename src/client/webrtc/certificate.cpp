// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/certificate.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace keks::client::webrtc {
namespace {

constexpr long day_seconds = 24L * 60 * 60;

void require(bool done) {
    if (!done) throw std::runtime_error{"OpenSSL cannot make a certificate"};
}

/** Random, as the name: neither is to tell one connection of a person from another's. */
void set_serial_and_name(X509* x509) {
    std::uint32_t random = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&random), sizeof random) == 1);
    require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(x509), random | 1) == 1);
    X509_NAME* const name = X509_get_subject_name(x509);
    const unsigned char text[] = "WebRTC";
    require(X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, text, -1, -1, 0) == 1);
    require(X509_set_issuer_name(x509, name) == 1);
}

}  // namespace

Certificate Certificate::make() {
    Certificate made{Pkey{EVP_EC_gen("P-256")}, X509Pointer{X509_new()}};
    X509* const x509 = made.x509.get();
    require(made.key != nullptr && x509 != nullptr);
    require(X509_set_version(x509, X509_VERSION_3) == 1);
    set_serial_and_name(x509);
    require(X509_gmtime_adj(X509_getm_notBefore(x509), -day_seconds) != nullptr);
    require(X509_gmtime_adj(X509_getm_notAfter(x509), 30 * day_seconds) != nullptr);
    require(X509_set_pubkey(x509, made.key.get()) == 1);
    require(X509_sign(x509, made.key.get(), EVP_sha256()) != 0);
    return made;
}

Fingerprint fingerprint_of(const X509& certificate, const std::string& algorithm) {
    Fingerprint result{algorithm, {}};
    // "sha-256" is "sha256" to OpenSSL.
    std::string name = algorithm;
    std::erase(name, '-');
    const EVP_MD* const digest = EVP_get_digestbyname(name.c_str());
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned length = 0;
    if (digest == nullptr || X509_digest(&certificate, digest, bytes.data(), &length) != 1) {
        return result;
    }
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (unsigned i = 0; i < length; ++i) {
        if (i != 0) result.value += ':';
        result.value += digits[bytes[i] >> 4];
        result.value += digits[bytes[i] & 0xf];
    }
    return result;
}

}  // namespace keks::client::webrtc
