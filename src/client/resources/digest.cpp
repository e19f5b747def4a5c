// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/digest.hpp"

namespace keks::client {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string hex(const Digest& digest) {
    std::string text;
    for (const auto each : digest) {
        text += kDigits[std::to_integer<std::size_t>(each >> 4)];
        text += kDigits[std::to_integer<std::size_t>(each & std::byte{0xf})];
    }
    return text;
}

std::optional<Digest> read_hex(std::string_view text) {
    Digest digest{};
    if (text.size() != 2 * digest.size()) return std::nullopt;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto value = kDigits.find(text[at]);
        if (value == std::string_view::npos) return std::nullopt;
        auto& byte = digest.at(at / 2);
        byte = byte << 4 | static_cast<std::byte>(value);
    }
    return digest;
}

}  // namespace keks::client
