// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/ice_candidate.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "client/webrtc/sdp_attributes.hpp"
#include "util/ascii.hpp"

namespace keks::client::webrtc {
namespace {

constexpr std::size_t max_candidate_bytes = 1024;

bool is_graphic(char c) {
    return c >= ' ' && c <= '~';
}

bool is_udp(std::string_view transport) {
    return transport == "udp" || transport == "UDP";
}

/** What follows the type: pairs of a name and a value. */
std::string find_extension(std::string_view pairs, std::string_view wanted) {
    while (!pairs.empty()) {
        const std::string_view name = take_until(pairs, ' ');
        const std::string_view value = take_until(pairs, ' ');
        if (name == wanted) return std::string{value};
    }
    return {};
}

}  // namespace

std::optional<CandidateLine> parse_candidate(std::string_view line) {
    constexpr std::string_view prefix = "candidate:";
    if (line.size() > max_candidate_bytes || !line.starts_with(prefix)) return std::nullopt;
    if (!std::ranges::all_of(line, is_graphic)) return std::nullopt;
    line.remove_prefix(prefix.size());
    const std::string_view foundation = take_until(line, ' ');
    const auto component = parse_number<unsigned>(take_until(line, ' '));
    const std::string_view transport = take_until(line, ' ');
    const auto priority = parse_number<std::uint32_t>(take_until(line, ' '));
    const std::string address{take_until(line, ' ')};
    const auto port = parse_number<std::uint16_t>(take_until(line, ' '));
    const bool has_type = take_until(line, ' ') == "typ" && !take_until(line, ' ').empty();
    if (foundation.empty() || foundation.size() > 32 || !component || transport.empty() ||
        !priority || address.empty() || !port || !has_type) {
        return std::nullopt;
    }
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(address, not_an_address);
    const bool usable = is_udp(transport) && *component == 1 && *port != 0 && !not_an_address;
    return CandidateLine{usable, find_extension(line, "ufrag")};
}

std::optional<IceServerAddress> parse_ice_server(std::string_view uri) {
    const std::string scheme = util::in_lower_case(take_until(uri, ':'));
    std::string_view authority = take_until(uri, '?');
    IceServerAddress server;
    if (scheme == "turn") {
        server.kind = util::in_lower_case(uri) == "transport=tcp"
                          ? IceServerAddress::Kind::turn_tcp
                          : IceServerAddress::Kind::turn_udp;
    } else if (scheme != "stun") {
        return std::nullopt;
    }
    if (authority.starts_with('[')) {
        authority.remove_prefix(1);
        server.host = take_until(authority, ']');
        if (authority.starts_with(':')) authority.remove_prefix(1);
    } else {
        server.host = take_until(authority, ':');
    }
    if (server.host.empty() || server.host.size() > 253) return std::nullopt;
    if (authority.empty()) return server;
    const auto port = parse_number<std::uint16_t>(authority);
    if (!port || *port == 0) return std::nullopt;
    server.port = *port;
    return server;
}

}  // namespace keks::client::webrtc
