// SPDX-License-Identifier: AGPL-3.0-only
#include "signaling/certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <functional>
#include <stdexcept>

namespace keks::client::test {
namespace {

constexpr long day_seconds = 24L * 60 * 60;

void require(bool done) {
    if (!done) throw std::runtime_error{"OpenSSL cannot make a certificate"};
}

std::string pem(const std::function<int(BIO*)>& write) {
    const std::unique_ptr<BIO, int (*)(BIO*)> memory{BIO_new(BIO_s_mem()), BIO_free};
    require(memory != nullptr && write(memory.get()) == 1);
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

}  // namespace

TestCertificate::TestCertificate(const Shape& shape, const TestCertificate* issuer)
    : key_(EVP_EC_gen("P-256")), x509_(X509_new()) {
    require(key_ != nullptr && x509_ != nullptr);
    X509* const made = x509_.get();
    static long serial = 0;
    require(X509_set_version(made, X509_VERSION_3) == 1);
    require(ASN1_INTEGER_set(X509_get_serialNumber(made), ++serial) == 1);
    const std::string name = "test " + std::to_string(serial);
    const auto* const bytes = reinterpret_cast<const unsigned char*>(name.c_str());
    require(X509_NAME_add_entry_by_NID(X509_get_subject_name(made), NID_commonName, MBSTRING_UTF8,
                                       bytes, -1, -1, 0) == 1);
    const X509* const signer = issuer != nullptr ? issuer->x509_.get() : made;
    require(X509_set_issuer_name(made, X509_get_subject_name(signer)) == 1);
    require(X509_gmtime_adj(X509_getm_notBefore(made), shape.from * day_seconds) != nullptr);
    require(X509_gmtime_adj(X509_getm_notAfter(made), shape.until * day_seconds) != nullptr);
    require(X509_set_pubkey(made, key_.get()) == 1);
    add_extension(NID_basic_constraints, shape.authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (!shape.names.empty()) add_extension(NID_subject_alt_name, shape.names);
    EVP_PKEY* const key = issuer != nullptr ? issuer->key_.get() : key_.get();
    require(X509_sign(made, key, EVP_sha256()) != 0);
}

void TestCertificate::add_extension(int nid, const std::string& value) {
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
    require(extension != nullptr);
    const int added = X509_add_ext(x509_.get(), extension, -1);
    X509_EXTENSION_free(extension);
    require(added == 1);
}

std::string TestCertificate::certificate_pem() const {
    return pem([this](BIO* out) { return PEM_write_bio_X509(out, x509_.get()); });
}

std::string TestCertificate::key_pem() const {
    return pem([this](BIO* out) {
        return PEM_write_bio_PrivateKey(out, key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

}  // namespace keks::client::test
