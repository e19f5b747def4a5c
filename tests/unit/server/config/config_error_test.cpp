// SPDX-License-Identifier: AGPL-3.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "server/config/config.hpp"
#include "server/config/config_keys.hpp"
#include "support/config_file_test.hpp"

namespace keks::server {
namespace {

class ConfigFileError : public test::ConfigFileTest {};

constexpr std::string_view kEndpointSentence =
    "expected an IP address with a port such as 127.0.0.1:24319 or [::1]:24319, or unix:/path";

TEST_F(ConfigFileError, AWrongAddressIsNamedWithItsPlace) {
    EXPECT_EQ(refusal("\n[server]\nbind = \"localhost\"\n"),
              "config.toml:3: server.bind: " + std::string{kEndpointSentence} +
                  ", but found \"localhost\"");
    EXPECT_EQ(refusal("[metrics]\nbind = \"localhost:1\"\n"),
              "config.toml:2: metrics.bind: " + std::string{kEndpointSentence} +
                  ", but found \"localhost:1\"");
}

TEST_F(ConfigFileError, AWrongTypeIsNamedWithWhatStandsThere) {
    EXPECT_EQ(
        refusal("[server]\nbind = 24319\n"),
        "config.toml:2: server.bind: " + std::string{kEndpointSentence} + ", but found 24319");
    const std::string flag = "config.toml:2: features.room_watches: expected true or false, ";
    EXPECT_EQ(refusal("[features]\nroom_watches = \"yes\"\n"), flag + "but found \"yes\"");
    EXPECT_EQ(refusal("[features]\nroom_watches = 1\n"), flag + "but found 1");
    EXPECT_EQ(refusal("[features]\nroom_watches = 1.5\n"),
              flag + "but found a number with a fraction");
    EXPECT_EQ(refusal("[features]\nroom_watches = [true]\n"), flag + "but found an array");
    EXPECT_EQ(refusal("[features]\nroom_watches = {}\n"), flag + "but found a table");
    EXPECT_EQ(refusal("[features]\nroom_watches = 2024-01-01\n"),
              flag + "but found a date or time");
    EXPECT_EQ(refusal("[limits]\nwatches = false\n"),
              "config.toml:2: limits.watches: expected a whole number from 0 to 1000000, but found "
              "false");
    EXPECT_EQ(refusal("[webrtc]\nstun = 3478\n"),
              "config.toml:2: webrtc.stun: expected a STUN server such as \"host:3478\", but found "
              "3478");
}

TEST_F(ConfigFileError, ANumberOutOfRangeIsNamedWithTheRange) {
    EXPECT_EQ(refusal("[limits]\nwatches = -1\n"),
              "config.toml:2: limits.watches: expected a whole number from 0 to 1000000, but found "
              "-1");
    EXPECT_EQ(refusal("[limits]\n\nmessage_bytes = 1023\n"),
              "config.toml:3: limits.message_bytes: expected a whole number from 1024 to "
              "1073741824, but found 1023");
    EXPECT_EQ(refusal("[limits]\nidle_timeout_seconds = 3601\n"),
              "config.toml:2: limits.idle_timeout_seconds: expected a whole number from 2 to 3600, "
              "but found 3601");
}

TEST_F(ConfigFileError, EveryNumberHasARange) {
    for (const auto& key : config_keys()) {
        if (key.type != ConfigType::integer) continue;
        for (const std::int64_t absurd : {std::int64_t{-1}, std::int64_t{1} << 60}) {
            Config config;
            EXPECT_FALSE(key.assign(config, absurd)) << key.dotted();
            EXPECT_EQ(config, Config{}) << key.dotted();
        }
    }
}

TEST_F(ConfigFileError, LimitsMustFitTogether) {
    EXPECT_EQ(refusal("[limits]\nmessage_bytes = 40000000\n"),
              "config.toml:2: limits.outbox_bytes: expected at least 40001024 because of "
              "limits.message_bytes, but found 33554432");
    EXPECT_EQ(refusal("[limits]\nmessage_bytes = 5000\noutbox_bytes = 6023\n"),
              "config.toml:3: limits.outbox_bytes: expected at least 6024 because of "
              "limits.message_bytes, but found 6023");
    EXPECT_EQ(refusal("[limits]\ntotal_outbox_bytes = 33554431\n"),
              "config.toml:2: limits.total_outbox_bytes: expected at least 33554432 because of "
              "limits.outbox_bytes, but found 33554431");
    EXPECT_EQ(accepted("[limits]\nmessage_bytes = 5000\noutbox_bytes = 6024\n").limits.outbox_bytes,
              6024U);
}

TEST_F(ConfigFileError, AWrongColourIsNamed) {
    EXPECT_EQ(refusal("[appearance]\naccent = \"reddish\"\n"),
              "config.toml:2: appearance.accent: expected a CSS colour such as #c08040, "
              "rebeccapurple or hsl(30deg 50% 50%), but found \"reddish\"");
    EXPECT_NE(refusal("[appearance]\nbackground = \"red;} body{display:none\"\n"), "accepted");
}

TEST_F(ConfigFileError, AWrongLogLevelIsNamed) {
    EXPECT_EQ(
        refusal("[log]\nlevel = \"loud\"\n"),
        "config.toml:2: log.level: expected one of trace, debug, info, warn, error, critical, "
        "off, but found \"loud\"");
    EXPECT_EQ(accepted("[log]\nlevel = \"trace\"\n").log.level, LogLevel::trace);
}

TEST_F(ConfigFileError, AnUnknownKeyComesWithASuggestion) {
    EXPECT_EQ(refusal("[server]\nbnid = \"127.0.0.1:1\"\n"),
              "config.toml:2: server: unknown key \"bnid\"; did you mean \"bind\"?");
    EXPECT_EQ(refusal("[server]\nroom_watches = true\n"),
              "config.toml:2: server: unknown key \"room_watches\"; it belongs into [features]");
    EXPECT_EQ(refusal("[webrtc]\nsignalling = true\n"),
              "config.toml:2: webrtc: unknown key \"signalling\"; there is stun, turn, turn_user, "
              "turn_cred");
}

TEST_F(ConfigFileError, AnUnknownSectionComesWithASuggestion) {
    EXPECT_EQ(refusal("# a comment\n[webrct]\nstun = \"x\"\n"),
              "config.toml:2: unknown section \"webrct\"; did you mean \"webrtc\"?");
    EXPECT_EQ(
        refusal("turn = \"x\"\n"),
        "config.toml:1: unknown section \"turn\"; the key of this name belongs into [webrtc]");
    EXPECT_EQ(refusal("[colours]\n"),
              "config.toml:1: unknown section \"colours\"; there are server, features, webrtc, "
              "appearance, limits, metrics, log");
    EXPECT_EQ(refusal("server = 5\n"),
              "config.toml:1: server: expected a section in brackets, but found 5");
    EXPECT_EQ(refusal("[[server]]\nbind = 'x'\n"),
              "config.toml:1: server: expected a section in brackets, but found an array");
}

TEST_F(ConfigFileError, OfSeveralFaultsTheFirstInTheFileIsReported) {
    EXPECT_TRUE(refusal("[webrtc]\nstun = 1\n[appearance]\naccent = 2\n")
                    .starts_with("config.toml:2: webrtc.stun: "));
}

TEST_F(ConfigFileError, AnotherSyntaxThanTomlIsReportedWithItsLine) {
    EXPECT_TRUE(refusal("[server]\nbind = 127.0.0.1:24319\n")
                    .starts_with("config.toml:2: this is not TOML: "));
    EXPECT_TRUE(refusal("[server\n").starts_with("config.toml:1: this is not TOML: "));
    EXPECT_TRUE(refusal("[server]\nbind = 'a'\nbind = 'b'\n")
                    .starts_with("config.toml:3: this is not TOML: "));
    EXPECT_TRUE(refusal("\xff\xfe").starts_with("config.toml:1: this is not TOML: "));
}

TEST_F(ConfigFileError, NoMessageRepeatsASecret) {
    EXPECT_EQ(refusal("[webrtc]\nturn_cred = 12345\n"),
              "config.toml:2: webrtc.turn_cred: expected a password in quotes, but found something "
              "else");
    EXPECT_EQ(refusal("[webrtc]\nturn_cred = hunter2\n"), "config.toml:2: this is not TOML");
    EXPECT_EQ(refusal("[webrtc]\nturn_cred = 0x12zz34\n"), "config.toml:2: this is not TOML");
    EXPECT_EQ(refusal("[webrtc]\nturn_cred = \"\"\"\nhunter\\2\n\"\"\"\n"),
              "config.toml:3: this is not TOML");
    EXPECT_EQ(refusal("[webrtc]\nturn_cred = '''\nhunter2\n"), "config.toml:3: this is not TOML");
    EXPECT_THAT(refusal("[webrtc]\nturn_cred = \"hunter2\nstun = \"\"\n"),
                testing::Not(testing::HasSubstr(": this is not TOML: ")));
    EXPECT_THAT(refusal("[webrtc]\nturn_cred = \"hunter2\"\nstun = ?\n"),
                testing::HasSubstr("config.toml:3: this is not TOML: "));
}

TEST_F(ConfigFileError, NoMessageRepeatsMoreThanALineCanHold) {
    const auto message = refusal("[log]\nlevel = \"" + std::string(78, 'x') + "ää\\n" +
                                 std::string(10000, 'x') + "\"\n");
    EXPECT_TRUE(message.ends_with("but found \"" + std::string(78, 'x') + "ä…\"")) << message;
    EXPECT_TRUE(refusal("[log]\nlevel = \"a\\nb\\u001b\"\n").ends_with("but found \"a?b?\""));
}

TEST_F(ConfigFileError, ThatCannotBeReadIsNamedWithTheReason) {
    const auto missing = load_config(directory_.path() / "no.toml", {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().message,
              (directory_.path() / "no.toml").string() +
                  ": cannot read the configuration: No such file or directory");
    const auto directory = load_config(directory_.path(), {});
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().message,
              directory_.path().string() + ": cannot read the configuration: Is a directory");
    EXPECT_EQ(refusal(std::string((1U << 20U) + 1, '#')),
              "config.toml: cannot read the configuration: it is larger than 1 MiB");
}

}  // namespace
}  // namespace keks::server
