// SPDX-License-Identifier: AGPL-3.0-only
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "server/config/config.hpp"
#include "server/config/config_file.hpp"
#include "server/config/config_keys.hpp"
#include "support/config_file_test.hpp"

namespace keks::server {
namespace {

class ConfigFile : public test::ConfigFileTest {};

const std::filesystem::path kConfigDirectory = KEKS_CONFIG_DIRECTORY;

TEST_F(ConfigFile, WithoutOneTheDefaultsApply) {
    const auto config = load_config(std::nullopt, {});
    ASSERT_TRUE(config) << config.error().message;
}

TEST_F(ConfigFile, TheDefaultFileSaysWhatTheProgramAssumes) {
    const auto config = load_config(kConfigDirectory / "default.toml", {});
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(*config, Config{});
}

TEST_F(ConfigFile, TheDefaultFileShowsEveryKey) {
    const auto text = read_config_file(kConfigDirectory / "default.toml");
    ASSERT_TRUE(text) << text.error().message;
    for (const auto& key : config_keys()) {
        const auto section = text->find("\n[" + key.section + "]\n");
        ASSERT_NE(section, std::string::npos) << key.section;
        const auto end = text->find("\n[", section + 1);
        const auto body = text->substr(section, end - section);
        const bool shown = body.find("\n" + key.name + " = ") != std::string::npos;
        const bool optional = body.find("\n# " + key.name + " = ") != std::string::npos;
        EXPECT_NE(shown, optional) << key.dotted();
    }
}

TEST_F(ConfigFile, TheExampleIsValid) {
    const auto config = load_config(kConfigDirectory / "client.example.toml", {});
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_NE(config->appearance, Config{}.appearance);
    EXPECT_EQ(config->limits, Config{}.limits);
}

TEST_F(ConfigFile, OverridesOnlyTheKeysThatItHolds) {
    Config expected;
    expected.features.room_watches = false;
    expected.limits.watches = 5;
    EXPECT_EQ(accepted("[features]\nroom_watches = false\n[limits]\nwatches = 5\n"), expected);
    EXPECT_EQ(accepted(""), Config{});
    EXPECT_EQ(accepted("[server]\n[webrtc]\n"), Config{});
}

TEST_F(ConfigFile, ReadsEveryKey) {
    const auto config = accepted(R"toml(
        [server]
        bind = "unix:/run/keks.sock"
        [features]
        room_watches = false
        [webrtc]
        stun = "s:1"
        turn = "t:2"
        turn_user = "u"
        turn_cred = "c"
        [appearance]
        accent = "red"
        accent_dark = "#111"
        accent_light = "#222"
        background = "#333"
        background_dark = "#444"
        background_light = "rgb(1 2 3)"
        [limits]
        message_bytes = 1024
        hash_bytes = 64
        watches = 1
        connections = 2
        connections_per_address = 3
        outbox_bytes = 4000
        total_outbox_bytes = 5000
        request_line_bytes = 256
        header_bytes = 1025
        body_bytes = 7
        request_timeout_seconds = 8
        idle_timeout_seconds = 9
        close_timeout_seconds = 10
        [metrics]
        bind = "[::1]:9"
        [log]
        level = "off"
    )toml");
    Config expected;
    expected.server.bind = UnixEndpoint{"/run/keks.sock"};
    expected.features.room_watches = false;
    expected.webrtc = {"s:1", "t:2", "u", "c"};
    expected.appearance = {"red", "#111", "#222", "#333", "#444", "rgb(1 2 3)"};
    using std::chrono::seconds;
    expected.limits = {1024, 64,   1, 2,          3,          4000,       5000,
                       256,  1025, 7, seconds{8}, seconds{9}, seconds{10}};
    expected.metrics.bind = parse_endpoint("[::1]:9");
    expected.log.level = LogLevel::off;
    EXPECT_EQ(config, expected);
}

TEST_F(ConfigFile, ThatDeployedServersReadIsAcceptedAsItIs) {
    const auto config = accepted(R"toml(
        [features]
        room_watches = true

        [webrtc]
        stun = "stun:meet.example.org:16900"
        turn = "turn:meet.example.org:16900?transport=udp"
        turn_user = "keksmeet"
        turn_cred = "p;a\"ss{}"

        [appearance]
        accent = "hsl(277, 59%, 64%)"
        accent_light = "hsl(277, 59%, 90%)"
        background = "#1a1a1a"

        [server]
        bind = "0.0.0.0:8080"
    )toml");
    EXPECT_EQ(config.webrtc.stun, "stun:meet.example.org:16900");
    EXPECT_EQ(config.webrtc.turn_cred, "p;a\"ss{}");
    EXPECT_EQ(config.appearance.accent, "hsl(277, 59%, 64%)");
    EXPECT_EQ(config.appearance.accent_dark, Config{}.appearance.accent_dark);
}

TEST_F(ConfigFile, AcceptsOtherWaysToWriteToml) {
    EXPECT_FALSE(accepted("features.room_watches = false").features.room_watches);
    EXPECT_FALSE(accepted("features = { room_watches = false }").features.room_watches);
    EXPECT_EQ(accepted("[limits]\r\nwatches = 0x10\r\n").limits.watches, 16U);
}

TEST_F(ConfigFile, TakesEmptyServersAsNone) {
    const auto config = accepted(
        "[webrtc]\nstun = ''\nturn = ''\nturn_user = ''\nturn_cred = ''\n"
        "[metrics]\nbind = ''\n");
    EXPECT_EQ(config.webrtc, Config::Webrtc{});
    EXPECT_EQ(config.metrics.bind, std::nullopt);
}

}  // namespace
}  // namespace keks::server
