// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/head.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace keks::server {
namespace {

void append_header(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

// Most of the bytes of a head, and the same in all of them.
const std::string& security_fields() {
    static const std::string fields = [] {
        std::string text;
        for (const auto& [name, value] : security_headers()) append_header(text, name, value);
        return text;
    }();
    return fields;
}

// IMF-fixdate (RFC 9110, section 5.6.7); the program never leaves the "C" locale. Made once for
// each second: it is the same for all answers.
std::string_view http_date(std::time_t now) {
    static std::time_t last = -1;
    static std::array<char, 32> text{};
    static std::size_t length = 0;
    if (now != last) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
        last = now;
    }
    return {text.data(), length};
}

std::string_view connection_option(Persistence persistence) {
    switch (persistence) {
        case Persistence::closes:
            return "close";
        case Persistence::stays_as_asked:
            return "keep-alive";
        case Persistence::stays:
            break;
    }
    return {};
}

// The value of Connection (RFC 9110, section 7.6.1); who sends Upgrade has to name it there.
std::string connection_options(const Response& response, Persistence persistence) {
    const bool upgrade = std::ranges::any_of(
        response.headers, [](const Header& header) { return header.name == "Upgrade"; });
    std::string option{connection_option(persistence)};
    if (!upgrade) return option;
    return option.empty() ? "upgrade" : "upgrade, " + option;
}

}  // namespace

std::string serialize_head(const Response& response, Persistence persistence, std::time_t now) {
    std::string out;
    out.reserve(1536);
    out += "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += ' ';
    out += reason_phrase(response.status);
    out += "\r\n";
    out += security_fields();
    for (const Header& header : response.headers)
        append_header(out, header.name, header.value.view());
    if (response.content_length)
        append_header(out, "Content-Length", std::to_string(*response.content_length));
    append_header(out, "Date", http_date(now));
    const std::string options = connection_options(response, persistence);
    if (!options.empty()) append_header(out, "Connection", options);
    out += "\r\n";
    return out;
}

}  // namespace keks::server
