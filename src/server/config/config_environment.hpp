// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>

#include "server/config/config_draft.hpp"

namespace keks::server {

// Puts every variable that names a key (KEKS_MEET_<SECTION>_<KEY>) into the draft, and then BIND,
// if it is not empty. A KEKS_MEET_ variable that names none is an error: it was misspelt.
[[nodiscard]] std::optional<ConfigError> apply_environment(ConfigDraft& draft,
                                                           const Environment& environment);

}  // namespace keks::server
