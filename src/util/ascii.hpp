// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace keks::util {

/** With small letters in place of A to Z, whatever the locale: for names that have no case, such as
 * schemes (RFC 3986, section 3.1). */
inline std::string in_lower_case(std::string_view text) {
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

}  // namespace keks::util
