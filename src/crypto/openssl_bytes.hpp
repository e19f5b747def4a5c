// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace keks::crypto {

/** Text as OpenSSL takes bytes: by pointers to unsigned characters. */
inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

inline unsigned char* bytes_of(std::string& text, std::size_t at = 0) {
    return reinterpret_cast<unsigned char*>(text.data() + at);
}

}  // namespace keks::crypto
