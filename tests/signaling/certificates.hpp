// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <openssl/x509.h>

#include <memory>
#include <string>

namespace keks::client::test {

/** A certificate that the test made, with its key. */
class TestCertificate {
  public:
    /** `names`: as in OpenSSL's subjectAltName, "DNS:localhost,IP:127.0.0.1". */
    struct Shape {
        std::string names;
        bool authority = false;
        /** In days from now. */
        int from = -1;
        int until = 1;
    };

    /** Signed by `issuer`, or by itself. Throws std::runtime_error. */
    explicit TestCertificate(const Shape& shape, const TestCertificate* issuer = nullptr);

    [[nodiscard]] std::string certificate_pem() const;
    [[nodiscard]] std::string key_pem() const;

  private:
    struct Free {
        void operator()(X509* object) const { X509_free(object); }
        void operator()(EVP_PKEY* object) const { EVP_PKEY_free(object); }
    };

    void add_extension(int nid, const std::string& value);

    std::unique_ptr<EVP_PKEY, Free> key_;
    std::unique_ptr<X509, Free> x509_;
};

}  // namespace keks::client::test
