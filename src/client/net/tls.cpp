// SPDX-License-Identifier: AGPL-3.0-only
#include "client/net/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <new>

namespace keks::client::net {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

void require(bool done) {
    if (!done) throw std::bad_alloc{};  // OpenSSL fails here for nothing else
}

/** A sentence about a certificate that OpenSSL did not take. */
std::string certificate_fault(long verdict, const std::string& shown) {
    const std::string of_host = "the certificate of " + shown;
    switch (verdict) {
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return of_host + " is for another name: is the address right?";
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return of_host +
                   " is signed by nobody whom this system trusts; if the server is your own, give "
                   "its CA certificate as a file";
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return of_host + " has expired, or this machine's clock is wrong";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return of_host + " is not valid yet, or this machine's clock is wrong";
        default:
            return of_host + " is not valid: " + X509_verify_cert_error_string(verdict);
    }
}

}  // namespace

boost::system::result<std::unique_ptr<ssl::context>, LinkFault> make_tls_context(
    const ServerTrust& trust) {
    auto context = std::make_unique<ssl::context>(ssl::context::tls_client);
    require(SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION) == 1);
    context->set_verify_mode(ssl::verify_peer);
    error_code error;
    context->set_default_verify_paths(error);
    if (error) return LinkFault{"the system's CA certificates cannot be read", true};
    if (trust.ca_file) context->load_verify_file(trust.ca_file->string(), error);
    if (error) {
        return LinkFault{"the file of CA certificates cannot be read, or holds none in PEM: " +
                             trust.ca_file->string(),
                         true};
    }
    return context;
}

void expect_host(SSL* tls, const std::string& host) {
    SSL_set_hostflags(tls, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    error_code no_address;
    static_cast<void>(boost::asio::ip::make_address(host, no_address));
    if (no_address) {
        // What SSL_set_tlsext_host_name does, without its casts.
        require(SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                         const_cast<char*>(host.c_str())) == 1);
        require(SSL_set1_host(tls, host.c_str()) == 1);
    } else {
        require(X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), host.c_str()) == 1);
    }
}

LinkFault explain_handshake(SSL* tls, error_code error, const std::string& shown) {
    const long verdict = SSL_get_verify_result(tls);
    if (verdict != X509_V_OK) return {certificate_fault(verdict, shown), true};
    if (error.category() != boost::asio::error::get_ssl_category()) {
        return {"no TLS connection to " + shown + ": " + error.message(), false};
    }
    switch (ERR_GET_REASON(static_cast<unsigned long>(error.value()))) {
        case SSL_R_WRONG_VERSION_NUMBER:
        case SSL_R_HTTP_REQUEST:
            return {shown + " does not speak TLS at this port", true};
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
            return {shown + " speaks no TLS 1.2 or newer", true};
        default:
            return {"no TLS connection to " + shown + ": " + error.message(), false};
    }
}

}  // namespace keks::client::net
