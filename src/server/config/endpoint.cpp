// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/endpoint.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <type_traits>

namespace keks::server {
namespace {

constexpr std::string_view kUnixPrefix = "unix:";
constexpr std::size_t kMaxUnixPath = 107;  // sun_path holds 108 bytes with the final zero

std::optional<Endpoint> parse_unix(std::string_view path) {
    const bool legal = path.size() > 1 && path.size() <= kMaxUnixPath && path.front() == '/' &&
                       path.back() != '/' && path.find('\0') == std::string_view::npos;
    if (!legal) return std::nullopt;
    return UnixEndpoint{path};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), is_digit)) {
        return std::nullopt;
    }
    std::uint16_t port = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), port);
    return parsed.ec == std::errc{} ? std::optional{port} : std::nullopt;
}

template <typename Bytes>
std::optional<Bytes> parse_address(int family, std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return std::nullopt;
    Bytes bytes{};
    if (inet_pton(family, std::string{text}.c_str(), bytes.data()) != 1) return std::nullopt;
    return bytes;
}

template <typename Bytes>
std::optional<Endpoint> parse_ip(int family, std::string_view address, std::string_view port) {
    const auto bytes = parse_address<Bytes>(family, address);
    const auto number = parse_port(port);
    if (!bytes || !number) return std::nullopt;
    return IpEndpoint{*bytes, *number};
}

std::string to_text(const IpEndpoint& endpoint) {
    char text[INET6_ADDRSTRLEN] = {};
    return std::visit(
        [&](const auto& bytes) {
            constexpr bool is_v6 = std::is_same_v<std::decay_t<decltype(bytes)>, Ipv6Bytes>;
            inet_ntop(is_v6 ? AF_INET6 : AF_INET, bytes.data(), text, sizeof text);
            std::string address = is_v6 ? "[" : "";
            address += text;
            address += is_v6 ? "]:" : ":";
            return address += std::to_string(endpoint.port);
        },
        endpoint.address);
}

}  // namespace

std::optional<Endpoint> parse_endpoint(std::string_view text) {
    if (text.starts_with(kUnixPrefix)) return parse_unix(text.substr(kUnixPrefix.size()));
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto address = text.substr(0, colon);
    const auto port = text.substr(colon + 1);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']') {
        return parse_ip<Ipv6Bytes>(AF_INET6, address.substr(1, address.size() - 2), port);
    }
    return parse_ip<Ipv4Bytes>(AF_INET, address, port);
}

std::string to_string(const Endpoint& endpoint) {
    if (const auto* socket = std::get_if<UnixEndpoint>(&endpoint)) {
        return std::string{kUnixPrefix} + socket->path.string();
    }
    return to_text(std::get<IpEndpoint>(endpoint));
}

}  // namespace keks::server
