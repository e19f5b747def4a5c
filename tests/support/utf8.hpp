// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace keks::test {

// Whether `text` is UTF-8 as RFC 3629 has it: nothing overlong, no surrogates, at most U+10FFFF.
inline bool is_utf8(std::string_view text) {
    try {
        return !nlohmann::json(text).dump().empty();
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

}  // namespace keks::test
