// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/option_sources.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>

namespace keks::rift {
namespace {

struct Variable {
    const char* name;
    const char* option;
};
constexpr std::array kVariables{
    Variable{"RIFT_SECRET", "--secret"}, Variable{"RIFT_SECRET_FILE", "--secret-file"},
    Variable{"RIFT_SIGNALING_URI", "--signaling-uri"}, Variable{"RIFT_CA_FILE", "--ca-file"},
    Variable{"RIFT_USERNAME", "--username"}};

constexpr std::string_view kDashes = "--";

std::string value_of(const char* variable) {
    const char* value = std::getenv(variable);
    return value == nullptr ? "" : value;
}

bool says_secret(std::string_view option) {
    return option == "secret" || option == "secret-file";
}

class ConfigurationReader final : public CLI::ConfigTOML {
  public:
    ConfigurationReader(const CLI::App& app, SecretFrom secret) : app_(app), secret_(secret) {}

    std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
        auto said = CLI::ConfigTOML::from_config(input);
        for (const auto& item : said) check(item);
        const auto is_secret = [](const CLI::ConfigItem& item) {
            return item.parents.empty() && says_secret(item.name);
        };
        if (secret_ == SecretFrom::elsewhere) {
            std::erase_if(said, is_secret);
        } else if (std::ranges::count_if(said, is_secret) > 1) {
            throw CLI::ConfigError("The configuration file says the room secret twice: leave one");
        }
        return said;
    }

  private:
    // Sections are of commands, of which CLI11 looks after itself.
    void check(const CLI::ConfigItem& item) const {
        if (!item.parents.empty()) return;
        if (app_.get_option_no_throw(std::string{kDashes} + item.name) != nullptr) return;
        throw CLI::ConfigError("The configuration file says " + item.name +
                               ", which is no option: see rift --help for those that there are");
    }

    const CLI::App& app_;
    SecretFrom secret_;
};

}  // namespace

std::optional<std::string> variable_of(std::string_view option) {
    const auto* const found = std::ranges::find(kVariables, option, &Variable::option);
    if (found == kVariables.end()) return std::nullopt;
    return found->name;
}

// CLI11's own envname() would count after the configuration file.
std::vector<std::string> environment_words(SecretFrom secret) {
    std::vector<std::string> words;
    for (const auto& [name, option] : kVariables) {
        const auto value = value_of(name);
        const bool counts = secret == SecretFrom::anywhere ||
                            !says_secret(std::string_view{option}.substr(kDashes.size()));
        if (counts && !value.empty()) words.push_back(std::string{option} + "=" + value);
    }
    return words;
}

EnvironmentSecret environment_secret() {
    const auto ways = std::ranges::count_if(kVariables, [](const Variable& variable) {
        return says_secret(std::string_view{variable.option}.substr(kDashes.size())) &&
               !value_of(variable.name).empty();
    });
    if (ways == 0) return EnvironmentSecret::none;
    return ways == 1 ? EnvironmentSecret::once : EnvironmentSecret::twice;
}

std::optional<std::string> empty_value(const std::vector<std::string>& words) {
    for (const auto& word : words) {
        if (word == kDashes) break;
        if (word.starts_with(kDashes) && word.find('=') == word.size() - 1)
            return word.substr(0, word.size() - 1);
    }
    return std::nullopt;
}

std::filesystem::path configuration_file() {
    // The XDG base directory specification has relative ones ignored.
    const std::filesystem::path configuration = value_of("XDG_CONFIG_HOME");
    if (configuration.is_absolute()) return configuration / "rift.conf";
    const std::filesystem::path home = value_of("HOME");
    return home.is_absolute() ? home / ".config" / "rift.conf" : std::filesystem::path{};
}

std::shared_ptr<CLI::Config> configuration_reader(const CLI::App& app, SecretFrom secret) {
    return std::make_shared<ConfigurationReader>(app, secret);
}

}  // namespace keks::rift
