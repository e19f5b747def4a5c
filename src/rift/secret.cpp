// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/secret.hpp"

#include <bsd/readpassphrase.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "rift/room_link.hpp"

namespace keks::rift {
namespace {

constexpr std::size_t kLongestSecret = 4096;  // bytes of a secret, or of the link that it is in
// Room for its end, and for one byte by which too long a secret shows.
constexpr std::size_t kTyped = kLongestSecret + 2;

// `from` where it was said.
boost::system::result<RoomSecret, SecretFault> read(std::string_view text,
                                                    const std::string& from) {
    if (text.size() > kLongestSecret)
        return SecretFault{from + " is longer than " + std::to_string(kLongestSecret) + " bytes"};
    if (is_link_without_secret(text))
        return SecretFault{from + " is a link without a secret: what is behind its # is missing"};
    RoomSecret secret{.secret = secret_in(text), .server = server_in(text)};
    if (secret.secret.empty()) return SecretFault{from + " is empty: a room needs a secret"};
    return secret;
}

boost::system::result<std::optional<RoomSecret>, SecretFault> some(
    boost::system::result<RoomSecret, SecretFault> secret) {
    if (secret.has_error()) return secret.error();
    return std::optional{*std::move(secret)};
}

// Not all of what has no line.
boost::system::result<std::string, SecretFault> first_line(const std::filesystem::path& path) {
    std::ifstream file{path};
    if (!file) {
        return SecretFault{"cannot read a secret from " + path.string() + ": " +
                           std::generic_category().message(errno)};
    }
    std::array<char, kTyped> line{};
    file.getline(line.data(), line.size());
    const bool is_cut = file.fail() && file.gcount() > 0;
    if (file.fail() && !is_cut) {
        return SecretFault{"cannot read a secret from " + path.string() +
                           ": it has no line that can be read"};
    }
    std::string text{line.data()};
    if (text.ends_with('\r')) text.pop_back();
    return {boost::system::in_place_value, std::move(text)};
}

}  // namespace

boost::system::result<std::optional<RoomSecret>, SecretFault> given_secret(const Options& options) {
    if (options.secret) return some(read(*options.secret, "--secret or RIFT_SECRET"));
    if (!options.secret_file) return std::optional<RoomSecret>{};
    const auto line = first_line(*options.secret_file);
    if (line.has_error()) return line.error();
    return some(read(*line, "the first line of " + options.secret_file->string()));
}

boost::system::result<RoomSecret, SecretFault> ask_secret() {
    std::array<char, kTyped> typed{};
    const char* const line =
        ::readpassphrase("Room secret: ", typed.data(), typed.size(), RPP_REQUIRE_TTY);
    if (line == nullptr) {
        return SecretFault{
            "give a secret with --secret-file, RIFT_SECRET or --secret: there is no terminal to "
            "ask on"};
    }
    auto secret = read(line, "what was entered");
    ::explicit_bzero(typed.data(), typed.size());
    return secret;
}

}  // namespace keks::rift
