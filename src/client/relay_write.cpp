// SPDX-License-Identifier: AGPL-3.0-only
#include <nlohmann/json.hpp>

#include "client/relay_message.hpp"

namespace keks::client {
namespace {

using Json = nlohmann::json;

template <typename Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json resource_json(const Resource& resource) {
    using Kind = Resource::Kind;
    Json json{{"id", resource.id}, {"label", resource.label}};
    switch (resource.kind) {
        case Kind::audio_track:
        case Kind::video_track:
            json["kind"] = "track";
            json["track_kind"] = resource.kind == Kind::audio_track ? "audio" : "video";
            break;
        case Kind::file:
            json["kind"] = "file";
            if (resource.size) json["size"] = *resource.size;
            if (resource.archive) json["archive"] = "tar";
            break;
        case Kind::port:
            json["kind"] = "port";
            break;
    }
    return json;
}

struct Writer {
    Json operator()(const relay::Identify& message) const {
        Json body{{"username", message.username}, {"capabilities", message.capabilities}};
        if (message.session) body["session"] = *message.session;
        return {{"identify", body}};
    }
    Json operator()(const relay::Provide& message) const {
        return {{"provide", resource_json(message.resource)}};
    }
    Json operator()(const relay::ProvideStop& message) const {
        return {{"provide_stop", {{"id", message.id}}}};
    }
    Json operator()(const relay::Request& message) const {
        Json body{{"id", message.id}};
        if (message.has) {
            body["from"] = message.has->bytes;
            body["sha256"] = hex(message.has->sha256);
        }
        return {{"request", body}};
    }
    Json operator()(const relay::RequestStop& message) const {
        return {{"request_stop", {{"id", message.id}}}};
    }
    Json operator()(const relay::Offer& message) const { return {{"offer", message.sdp}}; }
    Json operator()(const relay::Answer& message) const { return {{"answer", message.sdp}}; }
    Json operator()(const relay::Candidate& message) const {
        return {{"ice_candidate",
                 {{"candidate", message.candidate},
                  {"sdpMid", or_null(message.mid)},
                  {"sdpMLineIndex", or_null(message.mline_index)},
                  {"usernameFragment", or_null(message.ufrag)}}}};
    }
    Json operator()(const relay::Chat& message) const {
        return {{"chat", {{"text", message.text}}}};
    }
    Json operator()(const relay::ChatImage& message) const {
        return {{"chat", {{"image", message.image}}}};
    }
    Json operator()(const relay::Bye& /*message*/) const { return {{"bye", Json::object()}}; }
};

}  // namespace

std::string write_relay(ClientId sender, const RelayMessage& message) {
    const Json sealed{{"sender", sender}, {"inner", std::visit(Writer{}, message)}};
    return sealed.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace keks::client
