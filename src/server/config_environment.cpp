// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config_environment.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "server/suggestion.hpp"

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

std::optional<ConfigError> apply(ConfigDraft& draft, const ConfigKey& key,
                                 const std::string& variable, const std::string& text) {
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
