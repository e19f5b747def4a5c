// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/site.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/assets/owned_asset.hpp"

namespace keks::server {
namespace {

using Json = nlohmann::json;

Config full_config() {
    Config config;
    config.webrtc = {"stun.example:1", "turn.example:2", "user \"x\"", "p\\w"};
    config.appearance = {"#111", "#222", "#333", "red", "navy", "rgb(1 2 3)"};
    config.metrics.bind = parse_endpoint("127.0.0.1:9");
    return config;
}

// A client of one page, in the built-in colours.
class OnePage final : public AssetStore {
  public:
    [[nodiscard]] std::shared_ptr<const Asset> find(std::string_view path) const override {
        return path == "room.html" ? page_ : nullptr;
    }

  private:
    std::shared_ptr<const Asset> page_ =
        make_owned_asset("room.html", "<meta name=\"theme-color\" content=\"#15110e\" />",
                         "text/html; charset=utf-8", kCacheRevalidate);
};

TEST(ClientConfig, HoldsWhatClientsNeedAndNothingElse) {
    const Json expected = {{"webrtc",
                            {{"stun", "stun.example:1"},
                             {"turn", "turn.example:2"},
                             {"turn_user", "user \"x\""},
                             {"turn_cred", "p\\w"}}},
                           {"features", {{"room_watches", true}}},
                           {"appearance",
                            {{"accent", "#111"},
                             {"accent_dark", "#222"},
                             {"accent_light", "#333"},
                             {"background", "red"},
                             {"background_dark", "navy"},
                             {"background_light", "rgb(1 2 3)"}}}};
    EXPECT_EQ(Json::parse(render_client_config(full_config())), expected);
}

TEST(ClientConfig, LeavesOutWhatIsNotSet) {
    auto config = full_config();
    config.webrtc = {};
    config.features.room_watches = false;
    const auto json = Json::parse(render_client_config(config));
    EXPECT_EQ(json["webrtc"], (Json{{"stun", ""}}));
    EXPECT_EQ(json["features"], (Json{{"room_watches", false}}));
}

TEST(Overrides, DeclareTheSixColours) {
    Config::Appearance appearance;
    appearance.background_dark = "rgb(21 17 14)";
    EXPECT_EQ(
        render_overrides(appearance),
        ":root{--accent:#d9a05b;--accent-dark:#a8713a;--accent-light:#f2cf9e;"
        "--background:#211c18;--background-dark:rgb(21 17 14);--background-light:#332c26;}\n");
}

TEST(Overrides, DeclareWhatFollowsFromTheSix) {
    Config::Appearance appearance;
    appearance.background = appearance.background_dark = appearance.background_light = "white";
    const auto css = render_overrides(appearance);
    EXPECT_NE(css.find("--background-light:white;color-scheme:light;--text:#1b130a;"),
              std::string::npos)
        << css;
}

TEST(Page, NamesTheConfiguredBackground) {
    const auto page_with = [](std::string background) {
        Config config;
        config.appearance.background_dark = std::move(background);
        const Site site{std::make_shared<OnePage>(), config, ""};
        EXPECT_EQ(site.page("nothing.html"), nullptr);
        return std::string{site.page("room.html")->identity.bytes};
    };
    const auto html = [](const std::string& colour) {
        return "<meta name=\"theme-color\" content=\"" + colour + "\" />";
    };
    EXPECT_EQ(page_with("#15110e"), html("#15110e"));
    EXPECT_EQ(page_with("rgb(255 0 0)"), html("#ff0000"));
    EXPECT_EQ(page_with("white"), html("#ffffff"));
    // Which says nothing about what is painted.
    EXPECT_EQ(page_with("transparent"), html("#15110e"));
}

}  // namespace
}  // namespace keks::server
