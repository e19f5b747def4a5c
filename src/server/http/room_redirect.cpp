// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/room_redirect.hpp"

#include <algorithm>

namespace keks::server {
namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 3986, section 3.5: what stands in a fragment as it is.
bool is_fragment_char(char c) {
    constexpr std::string_view others = "-._~!$&'()*+,;=:@/?";
    return is_letter_or_digit(c) || others.find(c) != std::string_view::npos;
}

bool starts_escape(std::string_view text) {
    return text.size() >= 3 && text[0] == '%' && hex_value(text[1]) && hex_value(text[2]);
}

void append_fragment(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (; !text.empty(); text.remove_prefix(1)) {
        const char c = text.front();
        if (is_fragment_char(c) || starts_escape(text)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
}

}  // namespace

std::string room_location(const Target& target) {
    const auto secret = target.path.substr(kOldRoomPrefix.size());
    std::string location;
    for (auto depth = std::ranges::count(secret, '/') + 1; depth > 0; --depth) location += "../";
    location += "room#";
    append_fragment(location, secret);
    location += "?warn_redirect=true";
    if (target.query && !target.query->empty()) {
        location += "&";
        append_fragment(location, *target.query);
    }
    return location;
}

}  // namespace keks::server
