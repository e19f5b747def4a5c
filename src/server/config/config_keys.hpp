// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/config/config.hpp"

namespace keks::server {

// A value as a file or the environment gives it.
using ConfigValue = std::variant<bool, std::int64_t, std::string>;

enum class ConfigType { boolean, integer, text };

// One key of the configuration: the only place that knows its name, type and range. Reading from a
// file, from the environment, and suggestions for misspelt names all go through this table.
struct ConfigKey {
    std::string section;
    std::string name;
    ConfigType type;
    std::string expected;  // the end of a sentence "expected …"
    bool secret;           // its value never goes into a message
    // Puts the value into the configuration. False: it is not what was expected; nothing was
    // changed.
    std::function<bool(Config&, const ConfigValue&)> assign;

    // `server.bind`
    [[nodiscard]] std::string dotted() const { return section + "." + name; }
    // `KEKS_MEET_SERVER_BIND`
    [[nodiscard]] std::string variable() const;
};

// All keys, in the order of config/default.toml.
[[nodiscard]] std::span<const ConfigKey> config_keys();

[[nodiscard]] const ConfigKey* find_key(std::string_view section, std::string_view name);

// The sections, each once, and the names of one section's keys.
[[nodiscard]] std::vector<std::string> section_names();
[[nodiscard]] std::vector<std::string> key_names(std::string_view section);

// The end of a message: `expected …, but found …`, without what stands there if that is secret.
[[nodiscard]] std::string mismatch(const ConfigKey& key, const std::string& found);

// `text` in quotes, fit for one line of a message: shortened, control characters made visible.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace keks::server
