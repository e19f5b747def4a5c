// SPDX-License-Identifier: AGPL-3.0-only
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/http/head.hpp"
#include "server/http/router.hpp"
#include "support/memory_store.hpp"

namespace keks::server {
namespace {

void require(bool fulfilled, const char* what) {
    if (fulfilled) return;
    std::fprintf(stderr, "violated: %s\n", what);
    std::abort();
}

// Reads `METHOD|TARGET|ACCEPT-ENCODING|IF-NONE-MATCH`; what is missing is empty.
Request read_request(std::string_view input) {
    std::array<std::string_view, 4> fields;
    for (auto& field : fields) {
        const auto end = std::min(input.find('|'), input.size());
        field = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    return {fields[0], fields[1], fields[2], fields[3]};
}

const Site& site() {
    static const Site instance{std::make_shared<EmbeddedStore>(test::small_web_client()), Config{},
                               "keks-meet 1.2.3"};
    return instance;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string_view value_of(const Response& response, std::string_view name) {
    for (const auto& header : response.headers) {
        if (header.name == name) return header.value.view();
    }
    return {};
}

void check_headers(const Response& response) {
    for (const auto& header : response.headers) {
        require(std::ranges::none_of(header.value.view(), is_control), "no control in a header");
        const auto alike = std::ranges::count(response.headers, header.name, &Header::name);
        require(alike == 1, "no header twice");
    }
    const auto head = serialize_head(response, Persistence::stays, 0);
    for (const auto& [name, value] : security_headers()) {
        const auto line = std::string{"\r\n"}.append(name).append(": ").append(value) + "\r\n";
        require(head.find(line) != std::string::npos, "security headers on every answer");
    }
    require(head.find("\r\n\r\n") == head.size() - 4, "one head");
}

void check_body(const Request& request, const Response& response) {
    const auto body = response.body.view();
    if (response.status == 304) {
        require(!response.content_length && body.empty(), "304 has no body");
        require(!request.if_none_match.empty(), "304 only if asked");
        return;
    }
    require(response.content_length.has_value(), "a length for each body");
    require(request.method == "HEAD" ? body.empty() : response.content_length == body.size(),
            "the length is that of the body");
}

void check_location(const Response& response) {
    const auto location = value_of(response, "Location");
    require((response.status == 301) == !location.empty(), "a redirect says where to");
    if (location.empty()) return;
    require(location.starts_with("../"), "relative");
    require(std::ranges::count(location, '#') == 1, "one fragment");
    const auto path = location.substr(0, location.find('#'));
    require(path.ends_with("/room") && path.find("//") == std::string_view::npos, "to the room");
    require(location.find("?warn_redirect=true") != std::string_view::npos, "with the warning");
}

void check(const Request& request) {
    constexpr std::array<unsigned, 8> possible{200, 301, 304, 400, 404, 405, 406, 426};
    const auto response = respond(request, site());
    require(std::ranges::count(possible, response.status) == 1, "a status of the router");
    check_headers(response);
    check_body(request, response);
    check_location(response);
    if (request.method == "GET") {
        require(is_signaling(request.target) == (response.status == 426), "upgrade if signaling");
    }
    if (request.method != "GET" && request.method != "HEAD") {
        require(response.status >= 400, "nothing for other methods");
    }
}

}  // namespace
}  // namespace keks::server

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // The bytes are text as far as the router is concerned.
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    keks::server::check(keks::server::read_request(input));
    return 0;
}
