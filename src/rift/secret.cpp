// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/secret.hpp"

#include <bsd/readpassphrase.h>

#include <array>
#include <cstring>
#include <fstream>
#include <utility>

namespace keks::rift {
namespace {

constexpr std::size_t kLongest = 4096;  // bytes of a secret

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

// RFC 3986, section 2.1; what is no encoding stays as it is.
std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool encoded = text[at] == '%' && at + 2 < text.size() &&
                             hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0;
        if (!encoded) {
            out += text[at];
            continue;
        }
        out += static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
        at += 2;
    }
    return out;
}

boost::system::result<std::string, SecretFault> checked(std::string secret,
                                                        const std::string& from) {
    if (secret.empty()) return SecretFault{from + " is empty: a room needs a secret"};
    if (secret.size() > kLongest)
        return SecretFault{from + " is longer than " + std::to_string(kLongest) + " bytes"};
    return {boost::system::in_place_value, std::move(secret)};
}

boost::system::result<std::optional<std::string>, SecretFault> some(
    boost::system::result<std::string, SecretFault> secret) {
    if (secret.has_error()) return secret.error();
    return std::optional{*std::move(secret)};
}

}  // namespace

std::string secret_in(std::string_view text) {
    const bool is_link = text.starts_with("https://") || text.starts_with("http://");
    const auto mark = text.find('#');
    if (!is_link || mark == std::string_view::npos) return std::string{text};
    const auto fragment = text.substr(mark + 1);
    return percent_decoded(fragment.substr(0, fragment.find('?')));
}

boost::system::result<std::optional<std::string>, SecretFault> given_secret(
    const Options& options) {
    if (options.secret) return some(checked(secret_in(*options.secret), "--secret or RIFT_SECRET"));
    if (!options.secret_file) return std::optional<std::string>{};
    std::ifstream file{*options.secret_file};
    std::string line;
    if (!std::getline(file, line))
        return SecretFault{"cannot read a secret from " + options.secret_file->string() +
                           ": it has no line that can be read"};
    if (line.ends_with('\r')) line.pop_back();
    return some(checked(secret_in(line), "the first line of " + options.secret_file->string()));
}

boost::system::result<std::string, SecretFault> ask_secret() {
    // Room for its end, and for one byte by which too long a secret shows.
    std::array<char, kLongest + 2> typed{};
    const char* const line =
        ::readpassphrase("Room secret: ", typed.data(), typed.size(), RPP_REQUIRE_TTY);
    if (line == nullptr) {
        return SecretFault{
            "give a secret with --secret-file, RIFT_SECRET or --secret: there is no terminal to "
            "ask on"};
    }
    auto secret = checked(secret_in(line), "what was entered");
    ::explicit_bzero(typed.data(), typed.size());
    return secret;
}

}  // namespace keks::rift
