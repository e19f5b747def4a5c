// SPDX-License-Identifier: AGPL-3.0-only
#include "client/server_uri.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "client/uri_reference.hpp"
#include "util/ascii.hpp"

namespace keks::client {
namespace {

using boost::system::result;

constexpr std::string_view example = "such as wss://meet.example.org";
constexpr std::uint16_t secure_port = 443;
constexpr std::uint16_t plain_port = 80;
// RFC 1035, section 2.3.4.
constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

std::optional<bool> is_secure(std::string_view scheme) {
    const std::string lower = util::in_lower_case(scheme);
    if (lower == "wss" || lower == "https") return true;
    if (lower == "ws" || lower == "http") return false;
    return std::nullopt;
}

/** What a name in lower case consists of in DNS, and the underscore that some networks have. */
bool is_host_name(std::string_view name) {
    constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    if (name.empty() || name.size() > longest_name) return false;
    for (;;) {
        const auto label = name.substr(0, name.find('.'));
        const bool strange = label.find_first_not_of(characters) != std::string_view::npos;
        if (label.empty() || label.size() > longest_label || strange) return false;
        if (label.size() == name.size()) return true;
        name.remove_prefix(label.size() + 1);
    }
}

bool is_ipv6(const std::string& text) {
    in6_addr address{};
    return inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

/** Takes the host off the front of `authority`, so that what is left is empty or `:port`. */
std::optional<std::string> take_host(std::string_view& authority) {
    const bool bracketed = authority.starts_with('[');
    const auto end =
        bracketed ? authority.find(']') : std::min(authority.find(':'), authority.size());
    if (end == std::string_view::npos) return std::nullopt;
    std::string host =
        util::in_lower_case(authority.substr(bracketed ? 1 : 0, bracketed ? end - 1 : end));
    authority.remove_prefix(bracketed ? end + 1 : end);
    if (!(bracketed ? is_ipv6(host) : is_host_name(host))) return std::nullopt;
    return host;
}

/** `text`: empty or `:port`, of which the digits may be missing (RFC 3986, section 3.2.3). */
std::optional<std::uint16_t> read_port(std::string_view text, bool secure) {
    if (text.empty() || text == ":") return secure ? secure_port : plain_port;
    std::uint16_t port = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + 1, end, port);
    if (!text.starts_with(':') || error != std::errc{} || stopped != end || port == 0) {
        return std::nullopt;
    }
    return port;
}

/** All but the target. */
result<HttpEndpoint, UriFault> read_origin(bool secure, std::string_view authority) {
    if (authority.find('@') != std::string_view::npos) {
        return UriFault{"the address has a user name, which is not supported"};
    }
    if (authority.empty() || authority.starts_with(':')) {
        return UriFault{"the address has no host, " + std::string{example}};
    }
    auto host = take_host(authority);
    if (!host) {
        return UriFault{"the host of the address is neither a name in ASCII nor an IP address"};
    }
    const auto port = read_port(authority, secure);
    if (!port) return UriFault{"the port of the address is no number from 1 to 65535"};
    return HttpEndpoint{secure, std::move(*host), *port, "/"};
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

/** RFC 3986, section 5.2.2. */
std::string redirected_target(std::string_view from, const UriReference& to) {
    const auto base = from.substr(0, from.find('?'));
    const bool same_path = !to.authority && to.path.empty();
    std::string target = to.authority ? without_dot_segments(to.path)
                         : same_path  ? std::string{base}
                                      : resolve_path(base, to.path);
    if (target.empty()) target = "/";
    if (to.query) target.append("?").append(*to.query);
    if (same_path && !to.query) target = from;
    return target;
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
    const auto parts = split_uri(text);
    if (!parts)
        return UriFault{
            "the address is not a URI, which has no spaces and no letters beyond ASCII"};
    const auto secure = is_secure(parts->scheme.value_or(""));
    if (!secure) {
        return UriFault{"the address does not begin with wss:// or ws://, " + std::string{example}};
    }
    if (parts->fragment) {
        return UriFault{"the address has a fragment (#…): that is a link to a room, not a server"};
    }
    if (parts->query) return UriFault{"the address has a query (?…), which is not supported"};
    auto origin = read_origin(*secure, parts->authority.value_or(""));
    if (!origin) return origin.error();
    return ServerUri{origin->secure, std::move(origin->host), origin->port,
                     base_path_of(without_dot_segments(parts->path))};
}

result<HttpEndpoint, UriFault> follow_redirect(const HttpEndpoint& from,
                                               std::string_view location) {
    const auto to = split_uri(location);
    if (!to) return UriFault{"the server redirects to what is no URI"};
    const auto secure = to->scheme ? is_secure(*to->scheme) : from.secure;
    if (!secure || (to->scheme && !to->authority)) {
        return UriFault{"the server redirects to what is no address of a server"};
    }
    if (from.secure && !*secure) {
        return UriFault{"the server redirects to a connection without encryption"};
    }
    result<HttpEndpoint, UriFault> next = from;
    if (to->authority) next = read_origin(*secure, *to->authority);
    if (!next) return UriFault{"the server redirects, but: " + next.error().reason};
    next->target = redirected_target(from.target, *to);
    return next;
}

}  // namespace keks::client
