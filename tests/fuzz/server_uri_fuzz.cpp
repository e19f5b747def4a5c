// SPDX-License-Identifier: AGPL-3.0-only
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "client/server_uri.hpp"

// Any text is a server's address, or says what is wrong; and any Location leads to a request that
// can be written as it is (no spaces, no control characters), not without encryption from one with
// it, or nowhere. What is understood is understood again as it was written.
namespace {

using namespace keks::client;

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

void check(const HttpEndpoint& endpoint) {
    require(!endpoint.host.empty() && is_printable(endpoint.host) && endpoint.port != 0);
    require(endpoint.target.starts_with('/') && is_printable(endpoint.target));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto uri = parse_server_uri(text)) {
        const auto endpoint = uri->at("signaling");
        check(endpoint);
        const std::string scheme = uri->secure ? "wss://" : "ws://";
        const auto again = parse_server_uri(scheme + endpoint.authority() + endpoint.target);
        require(again.has_value() && *again == *uri);
    } else {
        require(!uri.error().reason.empty() && uri.error().reason.size() < 200);
    }
    for (const HttpEndpoint& from : {HttpEndpoint{true, "h", 443, "/base/signaling"},
                                     HttpEndpoint{false, "::1", 81, "/x?y"}}) {
        const auto to = follow_redirect(from, text);
        if (!to) continue;
        check(*to);
        require(to->secure || !from.secure);
    }
    return 0;
}
