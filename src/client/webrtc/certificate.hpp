// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "client/webrtc/sdp.hpp"

namespace keks::client::webrtc {

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};

using Pkey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using X509Pointer = std::unique_ptr<X509, Freed<X509_free>>;

/**
 * A self-signed certificate with a P-256 key (RFC 8827, section 6.5), valid from yesterday for a
 * month. Each connection has its own: peers take another fingerprint for another connection.
 */
struct Certificate {
    Pkey key;
    X509Pointer x509;

    /** Throws std::runtime_error if OpenSSL cannot make one. */
    static Certificate make();
};

/** `algorithm` as in Fingerprint. Empty value if OpenSSL does not know it. */
Fingerprint fingerprint_of(const X509& certificate, const std::string& algorithm);

}  // namespace keks::client::webrtc
