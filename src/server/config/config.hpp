// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/config/endpoint.hpp"

namespace keks::server {

enum class LogLevel { trace, debug, info, warn, error, critical, off };

// What the server is told, checked and complete. One member for each key of the TOML file, in the
// same sections (config/default.toml describes every key for whoever runs a server; protocol
// section 8 lists the keys that deployed files hold). The values here are those of
// config/default.toml.
struct Config {
    struct Server {
        Endpoint bind = IpEndpoint{Ipv4Bytes{127, 0, 0, 1}, 24319};
        bool operator==(const Server&) const = default;
    };
    struct Features {
        bool room_watches = true;
        bool operator==(const Features&) const = default;
    };
    // As written in the file: `host:port` or `stun:host:port` and the like. An empty text in the
    // file is the same as none.
    struct Webrtc {
        std::optional<std::string> stun;
        std::optional<std::string> turn;
        std::optional<std::string> turn_user;
        std::optional<std::string> turn_cred;
        bool operator==(const Webrtc&) const = default;
    };
    // CSS colours, checked: none can end the declaration that it stands in.
    struct Appearance {
        std::string accent = "#d9a05b";
        std::string accent_dark = "#a8713a";
        std::string accent_light = "#f2cf9e";
        std::string background = "#211c18";
        std::string background_dark = "#15110e";
        std::string background_light = "#332c26";
        bool operator==(const Appearance&) const = default;
    };
    struct Limits {
        std::size_t message_bytes = std::size_t{16} << 20U;  // one packet, as JSON
        std::size_t hash_bytes = 4096;                       // one room hash
        std::size_t watches = 1024;                          // watched rooms of one client
        std::size_t connections = 20000;
        std::size_t connections_per_address = 256;
        std::size_t outbox_bytes = std::size_t{32} << 20U;         // waiting for one client
        std::size_t total_outbox_bytes = std::size_t{512} << 20U;  // for all; shared bytes once
        std::size_t request_line_bytes = std::size_t{8} << 10U;
        std::size_t header_bytes = std::size_t{16} << 10U;
        std::size_t body_bytes = std::size_t{16} << 10U;
        std::chrono::seconds request_timeout{20};  // for a request's head and body to arrive
        std::chrono::seconds idle_timeout{60};     // keep-alive, and no sign of life on a WebSocket
        std::chrono::seconds close_timeout{5};     // for closing handshakes and for shutting down
        bool operator==(const Limits&) const = default;
    };
    struct Metrics {
        std::optional<Endpoint> bind;
        bool operator==(const Metrics&) const = default;
    };
    struct Log {
        LogLevel level = LogLevel::info;
        bool operator==(const Log&) const = default;
    };

    Server server;
    Features features;
    Webrtc webrtc;
    Appearance appearance;
    Limits limits;
    Metrics metrics;
    Log log;

    bool operator==(const Config&) const = default;
};

// Why there is no configuration: a message for the person who wrote it, without a line break at the
// end. It names the file and line (or the environment variable), the key, what was expected and
// what stands there; of a secret it never repeats the value.
struct ConfigError {
    std::string message;
    bool operator==(const ConfigError&) const = default;
};

// Environment variables by name.
using Environment = std::map<std::string, std::string, std::less<>>;

// A copy of the variables in `entries`, an array such as `environ`: texts `NAME=value` and a final
// null pointer. The last of several entries of one name counts.
[[nodiscard]] Environment read_environment(const char* const* entries);

// The text of the file that was built in: config/default.toml unless the build named another
// (KEKS_DEFAULT_CONFIG).
[[nodiscard]] std::string_view built_in_config();

// The built-in configuration, overridden by the keys in `file`, overridden by the environment: each
// key as KEKS_MEET_<SECTION>_<KEY> (KEKS_MEET_WEBRTC_TURN_USER), and BIND, which wins over
// KEKS_MEET_SERVER_BIND. An empty BIND counts as none.
[[nodiscard]] boost::system::result<Config, ConfigError> load_config(
    const std::optional<std::filesystem::path>& file, const Environment& environment);

}  // namespace keks::server
