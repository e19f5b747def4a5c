// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <filesystem>
#include <optional>

namespace keks::client {

/**
 * Whose certificates we take from a server. Always TLS 1.2 or newer, a chain that ends in one of
 * these, and the server's own name or IP address in its certificate (RFC 9525).
 */
struct ServerTrust {
    /** A PEM file of further CA certificates, besides the system's. */
    std::optional<std::filesystem::path> ca_file = std::nullopt;
};

}  // namespace keks::client
