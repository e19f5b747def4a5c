// SPDX-License-Identifier: AGPL-3.0-only
#include <gtest/gtest.h>

#include <array>

#include "server/config/config.hpp"
#include "server/config/config_keys.hpp"
#include "support/temporary_directory.hpp"

namespace keks::server {
namespace {

Config accepted(const Environment& environment) {
    const auto config = load_config(std::nullopt, environment);
    EXPECT_TRUE(config) << config.error().message;
    return config ? *config : Config{};
}

std::string refusal(const Environment& environment) {
    const auto config = load_config(std::nullopt, environment);
    return config ? "accepted" : config.error().message;
}

TEST(ConfigEnvironment, IsReadFromAnArrayOfAssignments) {
    const std::array<const char*, 5> entries{"A=1", "B=x=y", "nothing", "C=", nullptr};
    const Environment expected{{"A", "1"}, {"B", "x=y"}, {"C", ""}};
    EXPECT_EQ(read_environment(entries.data()), expected);
    EXPECT_EQ(read_environment(nullptr), Environment{});
}

TEST(ConfigEnvironment, SetsEveryKeyByItsName) {
    EXPECT_EQ(parse_endpoint("[::1]:1"),
              accepted({{"KEKS_MEET_SERVER_BIND", "[::1]:1"}}).server.bind);
    EXPECT_EQ(accepted({{"KEKS_MEET_WEBRTC_TURN_USER", "alice"}}).webrtc.turn_user, "alice");
    EXPECT_EQ(accepted({{"KEKS_MEET_LIMITS_WATCHES", "7"}}).limits.watches, 7U);
    EXPECT_FALSE(accepted({{"KEKS_MEET_FEATURES_ROOM_WATCHES", "false"}}).features.room_watches);
    EXPECT_EQ(accepted({{"KEKS_MEET_APPEARANCE_ACCENT_DARK", "navy"}}).appearance.accent_dark,
              "navy");
    EXPECT_EQ(accepted({{"KEKS_MEET_LOG_LEVEL", "warn"}}).log.level, LogLevel::warn);
}

TEST(ConfigEnvironment, NamesNoTwoKeysAlike) {
    Environment names;
    for (const auto& key : config_keys()) {
        EXPECT_TRUE(names.emplace(key.variable(), "").second) << key.variable();
    }
}

TEST(ConfigEnvironment, WinsOverTheFile) {
    const test::TemporaryDirectory directory;
    const auto file = directory.write("a.toml", "[webrtc]\nstun = 'file:1'\nturn = 'file:2'\n");
    const auto config = load_config(file, {{"KEKS_MEET_WEBRTC_STUN", "variable:1"}});
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->webrtc.stun, "variable:1");
    EXPECT_EQ(config->webrtc.turn, "file:2");
}

TEST(ConfigEnvironment, BindWinsOverAllOtherAddresses) {
    const Environment both{{"BIND", "0.0.0.0:80"}, {"KEKS_MEET_SERVER_BIND", "127.0.0.1:81"}};
    EXPECT_EQ(parse_endpoint("0.0.0.0:80"), accepted(both).server.bind);
    EXPECT_EQ(parse_endpoint("unix:/run/k"), accepted({{"BIND", "unix:/run/k"}}).server.bind);
    EXPECT_EQ(accepted({{"BIND", ""}}).server.bind, Config{}.server.bind);
}

TEST(ConfigEnvironment, LeavesOtherVariablesAlone) {
    EXPECT_EQ(accepted({{"PATH", "/bin"}, {"KEKS", "1"}, {"BINDING", "x"}}), Config{});
}

TEST(ConfigEnvironment, AWrongValueIsNamed) {
    EXPECT_EQ(refusal({{"BIND", "80"}}),
              "BIND: server.bind: expected an IP address with a port such as 127.0.0.1:24319 or "
              "[::1]:24319, or unix:/path, but found \"80\"");
    EXPECT_EQ(
        refusal({{"KEKS_MEET_LIMITS_WATCHES", "many"}}),
        "KEKS_MEET_LIMITS_WATCHES: limits.watches: expected a whole number from 0 to 1000000, "
        "but found \"many\"");
    for (const auto* number : {"", "1.0", "1 ", "0x1", "99999999999999999999"}) {
        EXPECT_NE(refusal({{"KEKS_MEET_LIMITS_WATCHES", number}}), "accepted") << number;
    }
    EXPECT_EQ(refusal({{"KEKS_MEET_FEATURES_ROOM_WATCHES", "1"}}),
              "KEKS_MEET_FEATURES_ROOM_WATCHES: features.room_watches: expected true or false, but "
              "found \"1\"");
}

TEST(ConfigEnvironment, AMisspeltVariableComesWithASuggestion) {
    EXPECT_EQ(refusal({{"KEKS_MEET_WEBRTC_TURN_USR", "x"}}),
              "KEKS_MEET_WEBRTC_TURN_USR: unknown variable; did you mean "
              "KEKS_MEET_WEBRTC_TURN_USER?");
    EXPECT_EQ(refusal({{"KEKS_MEET_", "x"}}),
              "KEKS_MEET_: unknown variable; names are KEKS_MEET_<SECTION>_<KEY>, after the "
              "configuration file's sections and keys");
}

TEST(ConfigEnvironment, NoMessageRepeatsASecret) {
    const auto message = refusal({{"KEKS_MEET_WEBRTC_TURN_CRED", "hunter2\n"}});
    EXPECT_EQ(message,
              "KEKS_MEET_WEBRTC_TURN_CRED: webrtc.turn_cred: expected a password in quotes, but "
              "found something else");
}

TEST(ConfigEnvironment, MustBeUtf8) {
    EXPECT_EQ(accepted({{"KEKS_MEET_WEBRTC_TURN_USER", "Zoë ☺ 🍪"}}).webrtc.turn_user, "Zoë ☺ 🍪");
    for (const auto* bytes :
         {"\xff", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xe2\x98",
          "\xf4\x90\x80\x80", "\xf0\x80\x80\x80", "a\x80", "\xe2\x98 "}) {
        EXPECT_EQ(refusal({{"KEKS_MEET_WEBRTC_TURN_USER", bytes}}),
                  "KEKS_MEET_WEBRTC_TURN_USER: expected UTF-8, but found other bytes");
    }
}

}  // namespace
}  // namespace keks::server
