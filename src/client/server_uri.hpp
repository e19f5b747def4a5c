// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace keks::client {

/** Where one HTTP request goes. */
struct HttpEndpoint {
    /** TLS on the connection: `https`, `wss`. */
    bool secure = true;
    /** A name in lower case, an IPv4 address, or an IPv6 address without brackets. */
    std::string host;
    std::uint16_t port = 443;
    /** The origin form (RFC 9112, section 3.2.1): a path from `/` on, with a query if there is one.
     */
    std::string target = "/";

    /** For the Host field (RFC 9110, section 7.2): without the scheme's own port. */
    [[nodiscard]] std::string authority() const;
    bool operator==(const HttpEndpoint&) const = default;
};

/** A keks-meet server, which may live below a path of its host. */
struct ServerUri {
    bool secure = true;
    std::string host;
    std::uint16_t port = 443;
    /** Empty, or from `/` on and without one at the end. */
    std::string base_path;

    /** The resource of this name below the server's path, such as `signaling`. */
    [[nodiscard]] HttpEndpoint at(std::string_view name) const;
    bool operator==(const ServerUri&) const = default;
};

/** What is wrong with an address: a sentence for who gave it. Repeats no fragment and no password.
 */
struct UriFault {
    std::string reason;
};

/**
 * `wss://host`, `wss://host:port/base/path`; `ws`, `https` and `http` are taken as well, and a path
 * that ends in `/signaling` means the same without. No user, query or fragment: a link to a room is
 * no address of a server.
 */
[[nodiscard]] boost::system::result<ServerUri, UriFault> parse_server_uri(std::string_view text);

/**
 * Where `location` of a redirect (RFC 9110, section 10.2.2) leads from `from`: relative references
 * as well, with any of the four schemes. Never from TLS to none.
 */
[[nodiscard]] boost::system::result<HttpEndpoint, UriFault> follow_redirect(
    const HttpEndpoint& from, std::string_view location);

}  // namespace keks::client
