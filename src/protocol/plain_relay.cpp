// SPDX-License-Identifier: AGPL-3.0-only
#include "protocol/plain_relay.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "protocol/plain_text.hpp"

namespace keks::protocol {
namespace {

// Takes tokens off the front of a JSON text, each with the white space before it.
class Tokens {
  public:
    explicit Tokens(std::string_view text) : rest_(text) {}

    bool take(std::string_view token) {
        skip_space();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }

    // A string without escapes.
    bool take_string(std::string_view& out) {
        if (!take("\"")) return false;
        out = rest_.substr(0, plain_prefix(rest_));
        rest_.remove_prefix(out.size());
        if (!rest_.starts_with('"')) return false;
        rest_.remove_prefix(1);
        return true;
    }

    // An integer from 0 on that fits, in the one way to write it (RFC 8259, section 6).
    bool take_integer(ClientId& out) {
        skip_space();
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
        if (error != std::errc{}) return false;
        const auto digits = static_cast<std::size_t>(end - rest_.data());
        if (digits > 1 && rest_.front() == '0') return false;
        rest_.remove_prefix(digits);
        return true;
    }

    bool at_end() {
        skip_space();
        return rest_.empty();
    }

  private:
    void skip_space() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
    }

    std::string_view rest_;
};

bool take_recipient(Tokens& tokens, PlainRelay& relay) {
    if (!tokens.take(":")) return false;
    return tokens.take("null") || tokens.take_integer(relay.recipient.emplace());
}

bool take_message(Tokens& tokens, PlainRelay& relay) {
    return tokens.take(":") && tokens.take_string(relay.message);
}

constexpr std::string_view kRecipient = R"("recipient")";
constexpr std::string_view kMessage = R"("message")";

bool take_fields(Tokens& tokens, PlainRelay& relay) {
    if (tokens.take(kRecipient))
        return take_recipient(tokens, relay) && tokens.take(",") && tokens.take(kMessage) &&
               take_message(tokens, relay);
    if (!tokens.take(kMessage) || !take_message(tokens, relay)) return false;
    return !tokens.take(",") || (tokens.take(kRecipient) && take_recipient(tokens, relay));
}

}  // namespace

std::optional<PlainRelay> read_plain_relay(std::string_view text) {
    Tokens tokens{text};
    PlainRelay relay;
    const bool taken = tokens.take("{") && tokens.take(R"("relay")") && tokens.take(":") &&
                       tokens.take("{") && take_fields(tokens, relay) && tokens.take("}") &&
                       tokens.take("}") && tokens.at_end();
    if (!taken) return std::nullopt;
    return relay;
}

}  // namespace keks::protocol
