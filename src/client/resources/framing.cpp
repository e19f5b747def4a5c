// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/framing.hpp"

#include <charconv>

namespace keks::client::framing {
namespace {

constexpr std::string_view kAck = "ack ";
constexpr std::string_view kFrom = "from ";
constexpr std::string_view kDigest = "sha256 ";
constexpr std::uint64_t kLargest = (std::uint64_t{1} << 53U) - 1;  // that browsers count to

std::optional<std::uint64_t> read_number(std::string_view text, std::string_view word) {
    if (!text.starts_with(word)) return std::nullopt;
    text.remove_prefix(word.size());
    std::uint64_t bytes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
    if (error != std::errc{} || end != text.data() + text.size() || bytes > kLargest)
        return std::nullopt;
    return bytes;
}

}  // namespace

std::string ack_message(std::uint64_t bytes) {
    return std::string{kAck} + std::to_string(bytes);
}

std::optional<std::uint64_t> read_ack(std::string_view text) {
    return read_number(text, kAck);
}

std::string from_message(std::uint64_t bytes) {
    return std::string{kFrom} + std::to_string(bytes);
}

std::optional<std::uint64_t> read_from(std::string_view text) {
    return read_number(text, kFrom);
}

std::string digest_message(const Digest& digest) {
    return std::string{kDigest} + hex(digest);
}

std::optional<Digest> read_digest(std::string_view text) {
    if (!text.starts_with(kDigest)) return std::nullopt;
    return read_hex(text.substr(kDigest.size()));
}

}  // namespace keks::client::framing
