// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>

#include "server/http/target.hpp"

namespace keks::server {

inline constexpr std::string_view kOldRoomPrefix = "/room/";

// Where the old format `/room/<secret>?query` moved: `../room#<secret>?warn_redirect=true&query`
// (protocol section 8), relative to the path as it came, so that it works below any other path. The
// path starts with kOldRoomPrefix. Escapes in the secret stay as they are; whatever no fragment may
// hold is escaped.
[[nodiscard]] std::string room_location(const Target& target);

}  // namespace keks::server
