// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/site.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/assets/asset_rules.hpp"
#include "server/assets/owned_asset.hpp"
#include "server/config/srgb_colour.hpp"
#include "server/http/palette.hpp"

namespace keks::server {
namespace {

using Json = nlohmann::ordered_json;

std::shared_ptr<const Asset> make_document(std::string path, std::string bytes) {
    const auto mime = mime_type(path);
    return make_owned_asset(std::move(path), std::move(bytes), mime, kCacheRevalidate);
}

Json webrtc_json(const Config::Webrtc& webrtc) {
    // Clients rely on `stun`; with nothing in it there is no server to ask.
    Json json{{"stun", webrtc.stun.value_or("")}};
    if (webrtc.turn) json["turn"] = *webrtc.turn;
    if (webrtc.turn_user) json["turn_user"] = *webrtc.turn_user;
    if (webrtc.turn_cred) json["turn_cred"] = *webrtc.turn_cred;
    return json;
}

Json appearance_json(const Config::Appearance& appearance) {
    return {{"accent", appearance.accent},
            {"accent_dark", appearance.accent_dark},
            {"accent_light", appearance.accent_light},
            {"background", appearance.background},
            {"background_dark", appearance.background_dark},
            {"background_light", appearance.background_light}};
}

}  // namespace

Site::Site(std::shared_ptr<const AssetStore> assets, const Config& config, std::string version)
    : assets_{std::move(assets)},
      config_{make_document("config.json", render_client_config(config))},
      overrides_{make_document("overrides.css", render_overrides(config.appearance))},
      version_{make_document("version.txt", std::move(version))} {
    // Behind the header, at the edge of the screen (web/src/ui/style/base.css).
    if (const auto colour = resolve_css_colour(config.appearance.background_dark))
        themed_.emplace(hex_colour(*colour));
}

std::shared_ptr<const Asset> Site::page(std::string_view path) const {
    auto page = assets_->find(path);
    return page && themed_ ? themed_->of(std::move(page)) : page;
}

std::string render_client_config(const Config& config) {
    const Json json{{"webrtc", webrtc_json(config.webrtc)},
                    {"features", {{"room_watches", config.features.room_watches}}},
                    {"appearance", appearance_json(config.appearance)}};
    return json.dump();
}

std::string render_overrides(const Config::Appearance& appearance) {
    const auto declaration = [](std::string_view property, std::string_view value) {
        return std::string{property}.append(":").append(value).append(";");
    };
    std::string css = ":root{" + declaration("--accent", appearance.accent) +
                      declaration("--accent-dark", appearance.accent_dark) +
                      declaration("--accent-light", appearance.accent_light) +
                      declaration("--background", appearance.background) +
                      declaration("--background-dark", appearance.background_dark) +
                      declaration("--background-light", appearance.background_light);
    for (const auto& [property, value] : derive_palette(appearance).declarations)
        css += declaration(property, value);
    return css + "}\n";
}

}  // namespace keks::server
