// SPDX-License-Identifier: AGPL-3.0-only
#include "client/client_config.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace keks::client {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string trimmed(std::string text) {
    constexpr const char* space = " \t\r\n\f\v";
    text.erase(0, std::min(text.find_first_not_of(space), text.size()));
    text.erase(text.find_last_not_of(space) + 1);
    return text;
}

/** What is before the first colon, in small letters: schemes have no case (RFC 3986, section 3.1).
 */
std::string scheme_of(std::string_view address) {
    const auto colon = address.find(':');
    return colon == address.npos ? "" : util::in_lower_case(address.substr(0, colon));
}

bool has_scheme(std::string_view address) {
    constexpr std::array<std::string_view, 4> schemes{"stun", "stuns", "turn", "turns"};
    return std::ranges::find(schemes, scheme_of(address)) != schemes.end();
}

std::optional<IceServer> server_of(const Json& webrtc, const char* kind) {
    std::string address = trimmed(text_of(webrtc, kind));
    if (address.empty()) return std::nullopt;
    if (!has_scheme(address)) address.insert(0, std::string{kind} + ":");
    return IceServer{std::move(address), {}, {}};
}

}  // namespace

boost::system::result<ClientConfig, ConfigFault> parse_client_config(std::string_view json) {
    const Json config = Json::parse(json, nullptr, false);
    if (!config.is_object()) return ConfigFault{"the configuration is no JSON object"};
    ClientConfig result;
    const auto webrtc = config.find("webrtc");
    if (webrtc == config.end() || !webrtc->is_object()) return result;
    if (auto stun = server_of(*webrtc, "stun")) result.ice_servers.push_back(std::move(*stun));
    if (auto turn = server_of(*webrtc, "turn")) {
        turn->username = text_of(*webrtc, "turn_user");
        turn->password = text_of(*webrtc, "turn_cred");
        result.ice_servers.push_back(std::move(*turn));
    }
    return result;
}

bool is_over_tls(const IceServer& server) {
    const std::string scheme = scheme_of(server.uri);
    return scheme == "stuns" || scheme == "turns";
}

}  // namespace keks::client
