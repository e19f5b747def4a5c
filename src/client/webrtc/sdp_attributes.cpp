// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sdp_attributes.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace keks::client::webrtc {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ice_char(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/';
}

char to_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_upper_hex(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'F');
}

std::size_t digest_bytes(std::string_view algorithm) {
    constexpr std::array<std::pair<std::string_view, std::size_t>, 3> known{
        {{"sha-256", 32}, {"sha-384", 48}, {"sha-512", 64}}};
    const auto found = std::ranges::find(known, algorithm, [](auto& entry) { return entry.first; });
    return found == known.end() ? 0 : found->second;
}

bool is_fingerprint_value(std::string_view text, std::size_t bytes) {
    if (text.size() != bytes * 3 - 1) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i % 3 == 2 ? text[i] != ':' : !is_upper_hex(text[i])) return false;
    }
    return true;
}

}  // namespace

bool is_ice_ufrag(std::string_view text) {
    return text.size() >= 4 && text.size() <= 256 && std::ranges::all_of(text, is_ice_char);
}

bool is_ice_password(std::string_view text) {
    return text.size() >= 22 && text.size() <= 256 && std::ranges::all_of(text, is_ice_char);
}

std::optional<Fingerprint> parse_fingerprint(std::string_view text) {
    Fingerprint result{std::string{take_until(text, ' ')}, std::string{text}};
    result.algorithm = util::in_lower_case(result.algorithm);
    std::ranges::transform(result.value, result.value.begin(), to_upper);
    const std::size_t bytes = digest_bytes(result.algorithm);
    if (bytes == 0 || !is_fingerprint_value(result.value, bytes)) return std::nullopt;
    return result;
}

std::optional<Setup> parse_setup(std::string_view text) {
    for (const Setup setup : {Setup::active, Setup::passive, Setup::actpass}) {
        if (text == to_string(setup)) return setup;
    }
    return std::nullopt;
}

std::string_view to_string(Setup setup) {
    switch (setup) {
        case Setup::active:
            return "active";
        case Setup::passive:
            return "passive";
        case Setup::actpass:
            break;
    }
    return "actpass";
}

std::string_view take_until(std::string_view& text, char delimiter) {
    const std::size_t end = std::min(text.find(delimiter), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

}  // namespace keks::client::webrtc
