// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/request_checks.hpp"

#include <boost/beast/websocket/rfc6455.hpp>
#include <string_view>
#include <utility>

namespace keks::server {
namespace {

namespace http = boost::beast::http;

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

// 16 bytes in base64 are 22 digits, of which the last holds but two bits.
bool is_websocket_key(std::string_view key) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::string_view kLastDigits = "AQgw";
    return key.size() == 24 && key.ends_with("==") && key.find_first_not_of(kDigits) == 22 &&
           kLastDigits.find(key[21]) != std::string_view::npos;
}

bool is_upgrade(const RequestHeader& request) {
    return boost::beast::websocket::is_upgrade(request);
}

}  // namespace

bool is_sound(const RequestHeader& request, bool chunked) {
    if (request.version() != 11 && request.version() != 10) return false;
    std::size_t hosts = 0;
    bool encoded = false;
    for (const auto& field : request) {
        if (field.name() == http::field::host) ++hosts;
        if (field.name() == http::field::transfer_encoding) encoded = true;
    }
    if (hosts > 1 || (hosts == 0 && request.version() == 11)) return false;
    // RFC 9112, section 6.1: 1.0 knows no such field, and proxies may pass it over.
    if (encoded && (!chunked || request.version() == 10)) return false;
    return !is_upgrade(request) || is_websocket_key(view(request[http::field::sec_websocket_key]));
}

std::size_t request_line_bytes(const RequestHeader& request) {
    constexpr std::size_t kSpacesAndVersion = 2 + 8;
    return request.method_string().size() + request.target().size() + kSpacesAndVersion;
}

std::size_t field_bytes(const RequestHeader& request) {
    constexpr std::size_t kColonSpaceAndLineEnd = 4;
    std::size_t bytes = 0;
    for (const auto& field : request)
        bytes += field.name_string().size() + field.value().size() + kColonSpaceAndLineEnd;
    return bytes;
}

std::string joined(const RequestHeader& request, http::field name) {
    std::string out;
    bool found = false;
    for (const auto& field : request) {
        if (field.name() != name) continue;
        if (std::exchange(found, true)) out += ", ";
        out += view(field.value());
    }
    return out;
}

}  // namespace keks::server
