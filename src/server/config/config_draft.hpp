// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/config/config.hpp"
#include "server/config/config_keys.hpp"

namespace keks::server {

// A configuration while its sources are read, one over the other.
class ConfigDraft {
  public:
    // Puts a value that stands at `origin` (`config.toml:3` or a variable's name) into the
    // configuration. `found` describes it for the message in case it is not what the key expects.
    [[nodiscard]] std::optional<ConfigError> assign(const ConfigKey& key, const ConfigValue& value,
                                                    const std::string& origin,
                                                    const std::string& found);

    // The configuration, once the values have been checked against each other.
    [[nodiscard]] boost::system::result<Config, ConfigError> finish() const;

  private:
    struct Origin {
        std::size_t order = 0;  // later ones override earlier ones
        std::string text;
    };

    // An error unless `value`, that of the limit `name`, is at least `least`, which the limit
    // `other` asks for.
    [[nodiscard]] std::optional<ConfigError> check(std::string_view name, std::size_t value,
                                                   std::string_view other, std::size_t least) const;
    [[nodiscard]] const Origin& origin(std::string_view name) const;

    Config config_;
    std::size_t assigned_ = 0;
    std::map<std::string, Origin> origins_;  // by the key's dotted name
};

}  // namespace keks::server
