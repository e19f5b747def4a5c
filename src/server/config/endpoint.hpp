// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace keks::server {

using Ipv4Bytes = std::array<unsigned char, 4>;   // in network order
using Ipv6Bytes = std::array<unsigned char, 16>;  // in network order

// A TCP port on one address of this machine, or on all of them (0.0.0.0, ::). Port 0 lets the
// system choose.
struct IpEndpoint {
    std::variant<Ipv4Bytes, Ipv6Bytes> address;
    std::uint16_t port = 0;
    bool operator==(const IpEndpoint&) const = default;
};

// A stream socket in the file system.
struct UnixEndpoint {
    std::filesystem::path path;
    bool operator==(const UnixEndpoint&) const = default;
};

// Where a listener waits for connections.
using Endpoint = std::variant<IpEndpoint, UnixEndpoint>;

// What parse_endpoint reads, as the end of a sentence "expected …".
inline constexpr std::string_view kEndpointExpected =
    "an IP address with a port such as 127.0.0.1:24319 or [::1]:24319, or unix:/path";

// Reads `127.0.0.1:24319`, `[::1]:24319` or `unix:/path/socket` (at most 107 bytes of path, which
// is what a socket address holds). Names such as localhost are not looked up: they are nothing
// here.
[[nodiscard]] std::optional<Endpoint> parse_endpoint(std::string_view text);

// The inverse: the text that parse_endpoint reads as this endpoint.
[[nodiscard]] std::string to_string(const Endpoint& endpoint);

}  // namespace keks::server
