// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>

namespace keks::protocol {

// A copy of the JSON text in which each number that no double can hold became a smaller one of the
// same kind: exponents are zeroed, runs of digits are cut to kMaxDigits. Strings stay as they are.
//
// JSON allows numbers of any size (RFC 8259, section 6) and the protocol has us ignore what we do
// not know, but nlohmann_json refuses `1e999`. An integer that fits 64 bits has at most 20 digits,
// so none that a known field could hold is changed.
[[nodiscard]] std::string clamp_numbers(std::string_view json);

}  // namespace keks::protocol
