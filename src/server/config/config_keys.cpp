// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/config_keys.hpp"

#include <algorithm>
#include <array>

#include "server/config/css_colour.hpp"

namespace keks::server {
namespace {

constexpr std::size_t kMaxText = 4096;

std::string upper(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// Puts a text into the configuration; false if it is not what was expected.
using AssignText = std::function<bool(Config&, const std::string&)>;

ConfigKey text_key(std::string section, std::string name, std::string_view expected,
                   AssignText assign) {
    auto assign_text = [assign = std::move(assign)](Config& config, const ConfigValue& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text != nullptr && assign(config, *text);
    };
    return {std::move(section),    std::move(name), ConfigType::text,
            std::string{expected}, false,           std::move(assign_text)};
}

bool assign_server(Config& config, const std::string& text) {
    const auto endpoint = parse_endpoint(text);
    if (endpoint) config.server.bind = *endpoint;
    return endpoint.has_value();
}

bool assign_metrics(Config& config, const std::string& text) {
    const auto endpoint = parse_endpoint(text);
    if (endpoint || text.empty()) config.metrics.bind = endpoint;
    return endpoint || text.empty();
}

ConfigKey room_watches_key() {
    auto assign = [](Config& config, const ConfigValue& value) {
        const auto* flag = std::get_if<bool>(&value);
        if (flag != nullptr) config.features.room_watches = *flag;
        return flag != nullptr;
    };
    return {"features", "room_watches", ConfigType::boolean, "true or false", false, assign};
}

ConfigKey webrtc_key(std::string name, std::optional<std::string> Config::Webrtc::*member,
                     std::string_view expected) {
    return text_key("webrtc", std::move(name), expected,
                    [member](Config& config, const std::string& text) {
                        if (text.size() > kMaxText || std::ranges::any_of(text, is_control)) {
                            return false;
                        }
                        config.webrtc.*member = text.empty() ? std::nullopt : std::optional{text};
                        return true;
                    });
}

ConfigKey secret(ConfigKey key) {
    key.secret = true;
    return key;
}

ConfigKey colour_key(std::string name, std::string Config::Appearance::*member) {
    return text_key("appearance", std::move(name), kColourExpected,
                    [member](Config& config, const std::string& text) {
                        const auto colour = parse_css_colour(text);
                        if (colour) config.appearance.*member = *colour;
                        return colour.has_value();
                    });
}

struct Range {
    std::int64_t least;
    std::int64_t most;
    bool contains(std::int64_t number) const { return number >= least && number <= most; }
};

template <typename Number>
ConfigKey limit_key(std::string name, Number Config::Limits::*member, Range range) {
    auto assign = [member, range](Config& config, const ConfigValue& value) {
        const auto* number = std::get_if<std::int64_t>(&value);
        if (number == nullptr || !range.contains(*number)) return false;
        config.limits.*member = Number(*number);
        return true;
    };
    auto expected =
        "a whole number from " + std::to_string(range.least) + " to " + std::to_string(range.most);
    return {"limits", std::move(name),  ConfigType::integer, std::move(expected),
            false,    std::move(assign)};
}

constexpr auto kLevels =
    std::to_array<std::string_view>({"trace", "debug", "info", "warn", "error", "critical", "off"});

bool assign_level(Config& config, const std::string& text) {
    const auto level = std::ranges::find(kLevels, text);
    if (level == kLevels.end()) return false;
    config.log.level = static_cast<LogLevel>(level - kLevels.begin());
    return true;
}

constexpr std::int64_t kKiB = 1024;
constexpr std::int64_t kMiB = 1024 * kKiB;
constexpr std::int64_t kGiB = 1024 * kMiB;
constexpr Range kSeconds{1, 3600};

void add_limits(std::vector<ConfigKey>& keys) {
    using Limits = Config::Limits;
    keys.push_back(limit_key("message_bytes", &Limits::message_bytes, {kKiB, kGiB}));
    keys.push_back(limit_key("hash_bytes", &Limits::hash_bytes, {64, kMiB}));
    keys.push_back(limit_key("watches", &Limits::watches, {0, 1'000'000}));
    keys.push_back(limit_key("connections", &Limits::connections, {1, 1'000'000}));
    keys.push_back(
        limit_key("connections_per_address", &Limits::connections_per_address, {1, 1'000'000}));
    keys.push_back(limit_key("outbox_bytes", &Limits::outbox_bytes, {2 * kKiB, 16 * kGiB}));
    keys.push_back(
        limit_key("total_outbox_bytes", &Limits::total_outbox_bytes, {2 * kKiB, 1024 * kGiB}));
    keys.push_back(limit_key("request_line_bytes", &Limits::request_line_bytes, {256, kMiB}));
    keys.push_back(limit_key("header_bytes", &Limits::header_bytes, {kKiB, kMiB}));
    keys.push_back(limit_key("body_bytes", &Limits::body_bytes, {0, 16 * kMiB}));
    keys.push_back(limit_key("request_timeout_seconds", &Limits::request_timeout, kSeconds));
    keys.push_back(limit_key("idle_timeout_seconds", &Limits::idle_timeout, {2, 3600}));
    keys.push_back(limit_key("close_timeout_seconds", &Limits::close_timeout, kSeconds));
}

std::vector<ConfigKey> make_keys() {
    using Webrtc = Config::Webrtc;
    using Appearance = Config::Appearance;
    std::vector<ConfigKey> keys;
    keys.push_back(text_key("server", "bind", kEndpointExpected, assign_server));
    keys.push_back(room_watches_key());
    keys.push_back(webrtc_key("stun", &Webrtc::stun, "a STUN server such as \"host:3478\""));
    keys.push_back(webrtc_key("turn", &Webrtc::turn, "a TURN server such as \"host:3478\""));
    keys.push_back(webrtc_key("turn_user", &Webrtc::turn_user, "a user name in quotes"));
    keys.push_back(secret(webrtc_key("turn_cred", &Webrtc::turn_cred, "a password in quotes")));
    keys.push_back(colour_key("accent", &Appearance::accent));
    keys.push_back(colour_key("accent_dark", &Appearance::accent_dark));
    keys.push_back(colour_key("accent_light", &Appearance::accent_light));
    keys.push_back(colour_key("background", &Appearance::background));
    keys.push_back(colour_key("background_dark", &Appearance::background_dark));
    keys.push_back(colour_key("background_light", &Appearance::background_light));
    add_limits(keys);
    keys.push_back(text_key("metrics", "bind", kEndpointExpected, assign_metrics));
    keys.push_back(text_key("log", "level", "one of trace, debug, info, warn, error, critical, off",
                            assign_level));
    return keys;
}

}  // namespace

std::string ConfigKey::variable() const {
    return "KEKS_MEET_" + upper(section) + "_" + upper(name);
}

std::span<const ConfigKey> config_keys() {
    static const std::vector<ConfigKey> keys = make_keys();
    return keys;
}

const ConfigKey* find_key(std::string_view section, std::string_view name) {
    const auto keys = config_keys();
    const auto found = std::ranges::find_if(
        keys, [&](const ConfigKey& key) { return key.section == section && key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> section_names() {
    std::vector<std::string> names;
    for (const auto& key : config_keys()) {
        if (names.empty() || names.back() != key.section) names.push_back(key.section);
    }
    return names;
}

std::vector<std::string> key_names(std::string_view section) {
    std::vector<std::string> names;
    for (const auto& key : config_keys()) {
        if (key.section == section) names.push_back(key.name);
    }
    return names;
}

std::string mismatch(const ConfigKey& key, const std::string& found) {
    const auto expectation = "expected " + key.expected;
    return key.secret ? expectation + ", but found something else"
                      : expectation + ", but found " + found;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 80;
    auto end = std::min(longest, text.size());
    // Not in the middle of a character: its continuation bytes are 10xxxxxx.
    while (end < text.size() && end > 0 &&
           (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) {
        --end;
    }
    std::string result = "\"";
    for (const char c : text.substr(0, end)) result += is_control(c) ? '?' : c;
    return result + (end < text.size() ? "…\"" : "\"");
}

}  // namespace keks::server
