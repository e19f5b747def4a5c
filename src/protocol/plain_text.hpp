// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <string_view>

namespace keks::protocol {

// How many bytes of `text` come before the first that a JSON string cannot hold as it is: a quote,
// a backslash or a control character (RFC 8259, section 7). All of them, if there is none.
[[nodiscard]] std::size_t plain_prefix(std::string_view text);

}  // namespace keks::protocol
