// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/config.hpp"

#include "server/config/config_draft.hpp"
#include "server/config/config_environment.hpp"
#include "server/config/config_file.hpp"

namespace keks::server {

Environment read_environment(const char* const* entries) {
    Environment environment;
    for (; entries != nullptr && *entries != nullptr; ++entries) {
        const std::string_view entry{*entries};
        const auto equals = entry.find('=');
        if (equals == std::string_view::npos) continue;
        environment.insert_or_assign(std::string{entry.substr(0, equals)},
                                     std::string{entry.substr(equals + 1)});
    }
    return environment;
}

boost::system::result<Config, ConfigError> load_config(
    const std::optional<std::filesystem::path>& file, const Environment& environment) {
    ConfigDraft draft;
    if (auto error = apply_toml(draft, built_in_config(), "built-in configuration")) return *error;
    if (file) {
        const auto text = read_config_file(*file);
        if (!text) return text.error();
        if (auto error = apply_toml(draft, *text, file->string())) return *error;
    }
    if (auto error = apply_environment(draft, environment)) return *error;
    return draft.finish();
}

}  // namespace keks::server
