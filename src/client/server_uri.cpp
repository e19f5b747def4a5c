// SPDX-License-Identifier: AGPL-3.0-only
#include "client/server_uri.hpp"

#include <algorithm>
// Debian has Boost.URL as headers only: this makes it a part of this file. Nowhere else.
#include <boost/url/src.hpp>
#include <boost/url/url.hpp>
#include <optional>
#include <utility>

namespace keks::client {
namespace {

namespace urls = boost::urls;
using boost::system::result;

constexpr std::string_view example = "such as wss://meet.example.org";
constexpr std::uint16_t secure_port = 443;
constexpr std::uint16_t plain_port = 80;
// RFC 1035, section 2.3.4.
constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

std::optional<bool> is_secure(std::string_view scheme) {
    std::string lower{scheme};
    std::ranges::transform(lower, lower.begin(), urls::grammar::to_lower);
    if (lower == "wss" || lower == "https") return true;
    if (lower == "ws" || lower == "http") return false;
    return std::nullopt;
}

/** What a name consists of in DNS, and the underscore that some networks have in theirs. */
bool is_host_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name) return false;
    std::size_t label = 0;
    for (const char c : name) {
        if (c == '.') {
            if (label == 0) return false;
            label = 0;
        } else if (!urls::grammar::alnum_chars(c) && c != '-' && c != '_') {
            return false;
        } else if (++label > longest_label) {
            return false;
        }
    }
    return label > 0;
}

result<std::string, UriFault> host_of(const urls::url_view_base& url) {
    std::string host = url.host_address();
    if (url.host_type() == urls::host_type::ipv4 || url.host_type() == urls::host_type::ipv6) {
        return {boost::system::in_place_value, std::move(host)};
    }
    if (host.empty()) return UriFault{"the address has no host, " + std::string{example}};
    if (url.host_type() != urls::host_type::name || !is_host_name(host)) {
        return UriFault{"the host of the address is neither a name in ASCII nor an IP address"};
    }
    std::ranges::transform(host, host.begin(), urls::grammar::to_lower);
    return {boost::system::in_place_value, std::move(host)};
}

result<std::uint16_t, UriFault> port_of(const urls::url_view_base& url, bool secure) {
    if (!url.has_port() || url.port().empty()) return secure ? secure_port : plain_port;
    if (url.port_number() == 0) {
        return UriFault{"the port of the address is no number from 1 to 65535"};
    }
    return url.port_number();
}

// Not encoded_target(): the one of Boost 1.81 trips over an assertion of its own.
std::string target_of(const urls::url_view_base& url) {
    std::string target{std::string_view{url.encoded_path()}};
    if (url.has_query()) target.append("?").append(std::string_view{url.encoded_query()});
    return target;
}

/** The base path comes as the target. */
result<HttpEndpoint, UriFault> read_origin(const urls::url_view_base& url) {
    const auto secure = is_secure(url.scheme());
    if (!secure) return UriFault{"the address does not begin with wss:// or ws://"};
    if (url.has_userinfo()) return UriFault{"the address has a user name, which is not supported"};
    auto host = host_of(url);
    if (!host) return host.error();
    const auto port = port_of(url, *secure);
    if (!port) return port.error();
    return HttpEndpoint{*secure, std::move(*host), *port, target_of(url)};
}

void strip_slashes(std::string& path) {
    while (path.ends_with('/')) path.pop_back();
}

std::string base_path_of(std::string path) {
    constexpr std::string_view signaling = "/signaling";
    strip_slashes(path);
    if (path.ends_with(signaling)) path.resize(path.size() - signaling.size());
    strip_slashes(path);
    return path;
}

}  // namespace

std::string HttpEndpoint::authority() const {
    const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    const bool own_port = port == (secure ? secure_port : plain_port);
    return own_port ? name : name + ":" + std::to_string(port);
}

HttpEndpoint ServerUri::at(std::string_view name) const {
    return {secure, host, port, std::string{base_path}.append("/").append(name)};
}

result<ServerUri, UriFault> parse_server_uri(std::string_view text) {
    if (text.find("://") == std::string_view::npos) {
        return UriFault{"the address does not begin with wss:// or ws://, " + std::string{example}};
    }
    const auto parsed = urls::parse_uri(text);
    if (!parsed) return UriFault{"the address is not a URI, " + std::string{example}};
    if (parsed->has_fragment()) {
        return UriFault{"the address has a fragment (#…): that is a link to a room, not a server"};
    }
    if (parsed->has_query())
        return UriFault{"the address has a query (?…), which is not supported"};
    urls::url url{*parsed};
    url.normalize_path();
    auto origin = read_origin(url);
    if (!origin) return origin.error();
    return ServerUri{origin->secure, std::move(origin->host), origin->port,
                     base_path_of(std::move(origin->target))};
}

result<HttpEndpoint, UriFault> follow_redirect(const HttpEndpoint& from,
                                               std::string_view location) {
    const auto reference = urls::parse_uri_reference(location);
    if (!reference) return UriFault{"the server redirects to what is no URI"};
    const std::string scheme = from.secure ? "https://" : "http://";
    urls::url url{scheme + from.authority() + from.target};
    if (!url.resolve(*reference)) return UriFault{"the server redirects to what is no URI"};
    auto to = read_origin(url);
    if (!to) return UriFault{"the server redirects, but: " + to.error().reason};
    if (from.secure && !to->secure) {
        return UriFault{"the server redirects to a connection without encryption"};
    }
    if (to->target.empty() || to->target.front() != '/') to->target.insert(0, 1, '/');
    return to;
}

}  // namespace keks::client
