// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/response.hpp"

#include <array>

namespace keks::server {
namespace {

constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; "
    "worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

constexpr std::string_view kPermissionsPolicy =
    "camera=(self), microphone=(self), display-capture=(self), accelerometer=(), "
    "geolocation=(), gyroscope=(), hid=(), midi=(), payment=(), serial=(), usb=()";

constexpr auto kSecurityHeaders = std::to_array<SecurityHeader>({
    {"Content-Security-Policy", kContentSecurityPolicy},
    {"Permissions-Policy", kPermissionsPolicy},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
});

constexpr std::size_t kHeaders = 6;  // at most, besides those above

}  // namespace

std::string_view reason_phrase(unsigned status) {
    switch (status) {
        case 200:
            return "OK";
        case 301:
            return "Moved Permanently";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 426:
            return "Upgrade Required";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        default:
            return "Unknown";
    }
}

std::span<const SecurityHeader> security_headers() {
    return kSecurityHeaders;
}

Response make_response(unsigned status) {
    Response response;
    response.status = status;
    response.headers.reserve(kHeaders);
    return response;
}

Response error_response(unsigned status, std::string sentence) {
    auto response = make_response(status);
    response.headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
    response.headers.push_back({"Cache-Control", "no-store"});
    response.content_length = sentence.size();
    response.body = std::move(sentence);
    return response;
}

void drop_body(Response& response) {
    response.body = {};
}

}  // namespace keks::server
