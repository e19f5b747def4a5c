// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/config_environment.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "server/config/suggestion.hpp"

namespace keks::server {
namespace {

constexpr std::string_view kPrefix = "KEKS_MEET_";

std::optional<ConfigValue> to_integer(const std::string& text) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
    return number;
}

std::optional<ConfigValue> to_value(const std::string& text, ConfigType type) {
    if (type == ConfigType::text) return text;
    if (type == ConfigType::integer) return to_integer(text);
    if (text == "true" || text == "false") return text == "true";
    return std::nullopt;
}

// How many bytes the character has that starts with `lead` (RFC 3629); 0 if none starts so.
std::size_t character_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead < 0xe0) return 2;
    if (lead >= 0xe0 && lead < 0xf0) return 3;
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

// Whether the second byte is one that may follow the lead: no surrogates, no overlong forms,
// nothing above U+10FFFF.
bool is_second(unsigned char lead, unsigned char second) {
    const unsigned char least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned char most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return second >= least && second <= most;
}

bool is_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    while (!text.empty()) {
        const auto length = character_length(byte(0));
        if (length == 0 || length > text.size()) return false;
        if (length > 1 && !is_second(byte(0), byte(1))) return false;
        for (std::size_t i = 2; i < length; ++i) {
            if (!is_second(0, byte(i))) return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::optional<ConfigError> apply(ConfigDraft& draft, const ConfigKey& key,
                                 const std::string& variable, const std::string& text) {
    // A file is UTF-8, or it is no TOML; a variable may hold anything.
    if (!is_utf8(text)) return ConfigError{variable + ": expected UTF-8, but found other bytes"};
    // A text where the key wants something else makes the draft say so.
    const auto value = to_value(text, key.type).value_or(ConfigValue{text});
    return draft.assign(key, value, variable, in_quotes(text));
}

ConfigError unknown_variable(const std::string& name) {
    std::vector<std::string> known;
    for (const auto& key : config_keys()) known.push_back(key.variable());
    const auto nearest = suggest(name, known);
    return {name + ": unknown variable; " +
            (nearest ? "did you mean " + *nearest + "?"
                     : std::string{"names are KEKS_MEET_<SECTION>_<KEY>, after the configuration "
                                   "file's sections and keys"})};
}

const ConfigKey* find_variable(std::string_view name) {
    const auto keys = config_keys();
    const auto found = std::ranges::find(keys, name, &ConfigKey::variable);
    return found == keys.end() ? nullptr : &*found;
}

}  // namespace

std::optional<ConfigError> apply_environment(ConfigDraft& draft, const Environment& environment) {
    for (const auto& [name, text] : environment) {
        if (!name.starts_with(kPrefix)) continue;
        const auto* key = find_variable(name);
        if (key == nullptr) return unknown_variable(name);
        if (auto error = apply(draft, *key, name, text)) return error;
    }
    const auto bind = environment.find("BIND");
    if (bind == environment.end() || bind->second.empty()) return std::nullopt;
    return apply(draft, *find_key("server", "bind"), bind->first, bind->second);
}

}  // namespace keks::server
