// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/router.hpp"

#include <utility>

#include "server/http/content_coding.hpp"
#include "server/http/precondition.hpp"
#include "server/http/room_redirect.hpp"
#include "server/http/target.hpp"

namespace keks::server {
namespace {

constexpr std::string_view kSignalingPath = "/signaling";
constexpr std::string_view kAssetPrefix = "/assets/";

bool is_readable(std::string_view method) {
    return method == "GET" || method == "HEAD";
}

Response refuse_method() {
    auto response = error_response(405, "Only GET and HEAD are possible here.\n");
    response.headers.push_back({"Allow", "GET, HEAD"});
    return response;
}

Response require_upgrade() {
    auto response = error_response(426, "This address speaks WebSocket only.\n");
    response.headers.push_back({"Upgrade", "websocket"});
    response.headers.push_back({"Sec-WebSocket-Version", std::string{kWebSocketVersion}});
    return response;
}

Response redirect_room(const Target& target) {
    auto response = error_response(301, "Room links have changed: follow the new address.\n");
    response.headers.push_back({"Location", room_location(target)});
    return response;
}

// The file or generated text at a decoded path, or null.
std::shared_ptr<const Asset> find_document(std::string_view path, const Site& site) {
    if (path == "/") return site.page("index.html");
    if (path == "/room") return site.page("room.html");
    if (path == "/config.json") return site.client_config();
    if (path == "/overrides.css") return site.overrides();
    if (path == "/version") return site.version();
    const bool is_file =
        path == "/sw.js" || path == "/favicon.ico" || path.starts_with(kAssetPrefix);
    return is_file ? site.asset(path.substr(1)) : nullptr;
}

// The headers that a 304 repeats (RFC 9110, section 15.4.5).
void add_validators(Response& response, const Asset& asset, const Encoded& content) {
    response.headers.push_back({"ETag", content.etag});
    response.headers.push_back({"Cache-Control", asset.cache_control});
    response.headers.push_back({"Vary", "Accept-Encoding"});
}

Response refuse_codings() {
    auto response = error_response(406, "This is not available in an encoding that you accept.\n");
    response.headers.push_back({"Vary", "Accept-Encoding"});
    return response;
}

Response present(std::shared_ptr<const Asset> asset, const Request& request) {
    const auto [content, coding] = choose_coding(*asset, request.accept_encoding);
    if (content == nullptr) return refuse_codings();
    const bool known = if_none_match_names(request.if_none_match, content->etag);
    auto response = make_response(known ? 304 : 200);
    add_validators(response, *asset, *content);
    if (!known) {
        response.headers.push_back({"Content-Type", asset->mime});
        if (!coding.empty()) response.headers.push_back({"Content-Encoding", coding});
        response.content_length = content->bytes.size();
        response.body = content->bytes;
    }
    response.keeps = std::move(asset);
    return response;
}

Response route(const Request& request, const Site& site) {
    const auto target = parse_target(request.target);
    if (!target) return error_response(400, "The request target is malformed.\n");
    if (target->path.starts_with(kOldRoomPrefix)) {
        return is_readable(request.method) ? redirect_room(*target) : refuse_method();
    }
    const auto path = decode_path(target->path);
    if (!path) return error_response(400, "The path has a malformed escape.\n");
    if (*path == kSignalingPath) {
        return is_readable(request.method) ? require_upgrade() : refuse_method();
    }
    auto asset = find_document(*path, site);
    if (!asset) return error_response(404, "There is nothing here.\n");
    if (!is_readable(request.method)) return refuse_method();
    return present(std::move(asset), request);
}

}  // namespace

Response respond(const Request& request, const Site& site) {
    auto response = route(request, site);
    if (request.method == "HEAD") drop_body(response);
    return response;
}

bool is_signaling(std::string_view target) {
    const auto parsed = parse_target(target);
    return parsed && decode_path(parsed->path) == kSignalingPath;
}

}  // namespace keks::server
