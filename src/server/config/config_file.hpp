// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "server/config/config_draft.hpp"

namespace keks::server {

// Puts the keys of a TOML text into the draft. `name` is what messages call the file. Of several
// faults the first in the file is reported.
[[nodiscard]] std::optional<ConfigError> apply_toml(ConfigDraft& draft, std::string_view text,
                                                    const std::string& name);

// The text of a file of at most 1 MiB, or which file could not be read, and why.
[[nodiscard]] boost::system::result<std::string, ConfigError> read_config_file(
    const std::filesystem::path& path);

}  // namespace keks::server
