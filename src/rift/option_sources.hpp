// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Config;
}  // namespace CLI

namespace keks::rift {

/**
 * Where options come from besides the command line: the environment, which counts after it, and
 * the configuration file, which counts last. Of the ways to say the room secret, all that a later
 * source says gives way to any that an earlier one says.
 */
enum class SecretFrom { anywhere, elsewhere };

/** The environment variable that says the same as this option, if there is one. */
[[nodiscard]] std::optional<std::string> variable_of(std::string_view option);

/** What the environment says, as words before those of the command line. Empty variables are as if
 * they were not set. */
[[nodiscard]] std::vector<std::string> environment_words(SecretFrom secret);

enum class EnvironmentSecret { none, once, twice };

/** In how many of its ways the environment says the room secret. */
[[nodiscard]] EnvironmentSecret environment_secret();

/** An option with nothing after its equals sign, for which CLI11 would take the next word. */
[[nodiscard]] std::optional<std::string> empty_value(const std::vector<std::string>& words);

/** The one that is read where --config names no other; empty where nothing says whose. */
[[nodiscard]] std::filesystem::path configuration_file();

/** Reads a file of options of `app`, and throws CLI::ConfigError for names that are none, and for
 * two ways of saying the secret. `app` outlives it. */
[[nodiscard]] std::shared_ptr<CLI::Config> configuration_reader(const CLI::App& app,
                                                                SecretFrom secret);

}  // namespace keks::rift
