// SPDX-License-Identifier: AGPL-3.0-only
#include "tls.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <stdexcept>
#include <utility>

namespace keks::bench {
namespace {

void require(bool done, const char* what) {
    if (!done) throw std::runtime_error{what};
}

/** A key of its own, in a certificate that it has signed itself for an hour. */
void use_new_certificate(SSL_CTX* context) {
    EVP_PKEY* const key = EVP_EC_gen("P-256");
    X509* const certificate = X509_new();
    require(key != nullptr && certificate != nullptr, "no key");
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    const bool used = X509_set_pubkey(certificate, key) == 1 &&
                      X509_sign(certificate, key, EVP_sha256()) > 0 &&
                      SSL_CTX_use_certificate(context, certificate) == 1 &&
                      SSL_CTX_use_PrivateKey(context, key) == 1;
    X509_free(certificate);
    EVP_PKEY_free(key);
    require(used, "no certificate");
}

}  // namespace

TlsStream::TlsStream(Descriptor socket, Side side)
    : socket_(std::move(socket)), context_(SSL_CTX_new(TLS_method())) {
    require(context_ != nullptr, "no context");
    require(SSL_CTX_set_min_proto_version(context_.get(), TLS1_3_VERSION) == 1, "no TLS 1.3");
    SSL_CTX_set_read_ahead(context_.get(), 1);
    if (side == Side::server) use_new_certificate(context_.get());
    ssl_.reset(SSL_new(context_.get()));
    require(ssl_ != nullptr && SSL_set_fd(ssl_.get(), socket_.number()) == 1, "no TLS");
    const int done = side == Side::server ? SSL_accept(ssl_.get()) : SSL_connect(ssl_.get());
    require(done == 1, "the handshake failed");
}

void TlsStream::write(std::span<const char> bytes) {
    std::size_t written = 0;
    require(SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written) == 1, "cannot write");
}

std::size_t TlsStream::read(std::span<char> into) {
    std::size_t filled = 0;
    while (filled != into.size()) {
        const auto rest = into.subspan(filled);
        std::size_t length = 0;
        if (SSL_read_ex(ssl_.get(), rest.data(), rest.size(), &length) != 1) {
            require(SSL_get_error(ssl_.get(), 0) == SSL_ERROR_ZERO_RETURN, "the connection broke");
            break;
        }
        filled += length;
    }
    return filled;
}

void TlsStream::end() {
    require(SSL_shutdown(ssl_.get()) >= 0, "cannot end");
    // Whatever comes now comes from one that has read all of it and is gone.
    char ignored = 0;
    std::size_t length = 0;
    (void)SSL_read_ex(ssl_.get(), &ignored, 1, &length);
}

}  // namespace keks::bench
