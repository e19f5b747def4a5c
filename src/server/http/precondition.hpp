// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string_view>

namespace keks::server {

// Whether an If-None-Match field (RFC 9110, section 13.1.2) names `etag`, by weak comparison, or is
// `*`. An empty field names nothing; a malformed one names what stands before the fault.
[[nodiscard]] bool if_none_match_names(std::string_view field, std::string_view etag);

}  // namespace keks::server
