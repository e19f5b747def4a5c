// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "client/webrtc/sdp.hpp"

// Values of single SDP attributes: text to value, nothing if the text is not one.
namespace keks::client::webrtc {

/** RFC 8839, section 5.4: `ice-char`s, 4 to 256 and 22 to 256 of them. */
bool is_ice_ufrag(std::string_view text);
bool is_ice_password(std::string_view text);

/** `sha-256 AB:CD:…`; hash functions that nobody should use any more are none. */
std::optional<Fingerprint> parse_fingerprint(std::string_view text);

std::optional<Setup> parse_setup(std::string_view text);

std::string_view to_string(Setup setup);

/** Decimal digits alone. */
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return number;
}

/** Takes the text before the next `delimiter` off `text`, and the delimiter. */
std::string_view take_until(std::string_view& text, char delimiter);

}  // namespace keks::client::webrtc
