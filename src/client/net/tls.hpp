// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>
#include <memory>
#include <string>

#include "client/server_trust.hpp"
#include "client/signaling/link.hpp"

namespace keks::client::net {

/** What holds for each of our TLS connections, see ServerTrust. */
[[nodiscard]] boost::system::result<std::unique_ptr<boost::asio::ssl::context>, LinkFault>
make_tls_context(const ServerTrust& trust);

/** Asks for this name or IP address by SNI (RFC 6066, section 3) and in the certificate. */
void expect_host(SSL* tls, const std::string& host);

/** Why a handshake failed. `shown`: the server as the user knows it. */
[[nodiscard]] LinkFault explain_handshake(SSL* tls, boost::system::error_code error,
                                          const std::string& shown);

}  // namespace keks::client::net
