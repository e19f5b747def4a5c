// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/options.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "rift/command_options.hpp"
#include "rift/option_sources.hpp"
#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

// Without what the machine's environment says.
class OptionsTest : public testing::Test {
  protected:
    void SetUp() override {
        ::setenv("XDG_CONFIG_HOME", directory.path().c_str(), 1);
        clear();
    }
    void TearDown() override {
        ::unsetenv("XDG_CONFIG_HOME");
        clear();
    }

    static void clear() {
        for (const char* name : {"RIFT_SECRET", "RIFT_SECRET_FILE", "RIFT_SIGNALING_URI",
                                 "RIFT_CA_FILE", "RIFT_USERNAME"})
            ::unsetenv(name);
    }

    void configure(const std::string& lines) {
        std::ofstream{directory.path() / "rift.conf"} << lines;
    }

    static auto read(std::vector<const char*> arguments) {
        arguments.insert(arguments.begin(), "rift");
        return read_options(static_cast<int>(arguments.size()), arguments.data());
    }

    test::TemporaryDirectory directory;
};

TEST_F(OptionsTest, TheCommonOnesMayStandBeforeTheCommandAndAfterIt) {
    for (const auto& arguments : {std::vector{"--secret", "x", "send", "a", "b"},
                                  std::vector{"send", "a", "b", "--secret", "x"}}) {
        const auto options = read(arguments);
        ASSERT_TRUE(options.has_value());
        EXPECT_EQ(options->secret, "x");
        EXPECT_EQ(std::get<SendOptions>(options->command).paths,
                  (std::vector<std::string>{"a", "b"}));
    }
}

TEST_F(OptionsTest, TheServerIsTheHostedOneUnlessSomethingSaysOtherwise) {
    EXPECT_EQ(read({"receive"})->signaling_uri, "wss://meet.metamuffin.org");
    configure("signaling-uri=\"wss://file.example\"\n");
    EXPECT_EQ(read({"receive"})->signaling_uri, "wss://file.example");
    ::setenv("RIFT_SIGNALING_URI", "wss://environment.example", 1);
    EXPECT_EQ(read({"receive"})->signaling_uri, "wss://environment.example");
    EXPECT_EQ(read({"receive", "--signaling-uri", "wss://line.example"})->signaling_uri,
              "wss://line.example");
}

TEST_F(OptionsTest, WithoutACommandThereIsThePrompt) {
    EXPECT_TRUE(std::holds_alternative<PromptOptions>(read({})->command));
    EXPECT_TRUE(std::holds_alternative<PromptOptions>(read({"--secret", "x"})->command));
}

TEST_F(OptionsTest, SizesHaveUnits) {
    const auto options = read({"receive", "--limit", "5G", "folder"});
    ASSERT_TRUE(options.has_value());
    EXPECT_EQ(std::get<ReceiveOptions>(options->command).limit, std::uint64_t{5} << 30U);
    EXPECT_EQ(std::get<ReceiveOptions>(options->command).path, "folder");
}

TEST_F(OptionsTest, ALimitIsASizeAndNothingElse) {
    for (const auto* limit : {"-1", "18446744073709551616", "G", "5X", "1.5G", ""})
        EXPECT_EQ(read({"receive", "--limit", limit}).error().code, ExitCode::usage) << limit;
    EXPECT_EQ(std::get<ReceiveOptions>(read({"receive", "--limit", "0"})->command).limit, 0U);
}

TEST_F(OptionsTest, WhatIsWrongIsBadUsageAndHelpIsNot) {
    EXPECT_EQ(read({"send"}).error().code, ExitCode::usage);
    EXPECT_EQ(read({"fetch"}).error().code, ExitCode::usage);
    EXPECT_EQ(read({"send", "-", "a"}).error().code, ExitCode::usage);
    EXPECT_EQ(read({"--help"}).error().code, ExitCode::done);
    EXPECT_EQ(read({"--version"}).error().code, ExitCode::done);
}

TEST_F(OptionsTest, AnEmptyIdIsWrongSinceAllBeginWithIt) {
    for (const char* command : {"forward", "download"}) {
        const auto options = read({command, ""});
        ASSERT_FALSE(options.has_value()) << command;
        EXPECT_EQ(options.error().code, ExitCode::usage);
        EXPECT_FALSE(read_prompt_command({command, ""}, false).has_value()) << command;
    }
}

TEST_F(OptionsTest, WhatIsExposedHasAHostAndANumberFromOneOn) {
    const auto expose = [](std::vector<std::string> words) {
        words.insert(words.begin(), "expose");
        const auto command = read_prompt_command(std::move(words), false);
        return command ? "" : command.error().text;
    };
    EXPECT_EQ(expose({"1"}), "");
    EXPECT_EQ(expose({"65535", "--host", "example.org"}), "");
    for (const std::string port : {"http", "0", "65536", "80x", "-1", ""})
        EXPECT_NE(expose({port}), "") << port;
    EXPECT_EQ(expose({"http"}), "PORT: it takes a number from 1 to 65535, in place of http");
    EXPECT_EQ(expose({"80", "--host", ""}),
              "--host: it takes a name or an address, and this one is empty");
}

TEST_F(OptionsTest, AnEmptyVariableIsAsIfItWereNotSet) {
    ::setenv("RIFT_SECRET", "", 1);
    ::setenv("RIFT_USERNAME", "", 1);
    const auto options = read({"receive"});
    ASSERT_TRUE(options.has_value());
    EXPECT_FALSE(options->secret);
    EXPECT_FALSE(options->username.empty());
    EXPECT_TRUE(std::holds_alternative<ReceiveOptions>(options->command));
    EXPECT_EQ(read({"--secret", "x", "list"})->secret, "x");
}

TEST_F(OptionsTest, AnOptionWithoutAValueDoesNotTakeTheNextWordForIt) {
    EXPECT_EQ(read({"--secret=", "receive"}).error().code, ExitCode::usage);
    EXPECT_EQ(read({"send", "--name=", "file"}).error().code, ExitCode::usage);
    const auto options = read({"send", "--", "--name="});
    ASSERT_TRUE(options.has_value());
    EXPECT_EQ(std::get<SendOptions>(options->command).paths, std::vector<std::string>{"--name="});
}

TEST_F(OptionsTest, TheSecretOfAnEarlierSourceCountsHoweverItIsSaid) {
    configure("secret=\"of the file\"\n");
    EXPECT_EQ(read({"list"})->secret, "of the file");
    ::setenv("RIFT_SECRET_FILE", "environment", 1);
    EXPECT_FALSE(read({"list"})->secret);
    EXPECT_EQ(read({"list"})->secret_file, "environment");
    const auto options = read({"--secret", "x", "list"});
    EXPECT_EQ(options->secret, "x");
    EXPECT_FALSE(options->secret_file);
    ::unsetenv("RIFT_SECRET_FILE");
    ::setenv("RIFT_SECRET", "of the environment", 1);
    EXPECT_FALSE(read({"--secret-file", "line", "list"})->secret);
    EXPECT_EQ(read({"--secret-file", "line", "list"})->secret_file, "line");
}

TEST_F(OptionsTest, TwoSecretsOfOneSourceAreWrong) {
    EXPECT_EQ(read({"--secret", "x", "--secret-file", "y", "list"}).error().code, ExitCode::usage);
    configure("secret=x\nsecret-file=y\n");
    EXPECT_EQ(read({"list"}).error().code, ExitCode::usage);
    EXPECT_TRUE(read({"--secret", "x", "list"}).has_value());
    ::setenv("RIFT_SECRET", "x", 1);
    EXPECT_TRUE(read({"list"}).has_value());
    ::setenv("RIFT_SECRET_FILE", "y", 1);
    EXPECT_EQ(read({"list"}).error().code, ExitCode::usage);
    EXPECT_TRUE(read({"--secret", "x", "list"}).has_value());
}

TEST_F(OptionsTest, APathInBracketsIsNoList) {
    for (const auto* command : {"send", "provide"}) {
        const auto options = read({command, "[a,b]", "c", "[2024]"});
        ASSERT_TRUE(options.has_value());
        const auto& paths = std::string_view{command} == "send"
                                ? std::get<SendOptions>(options->command).paths
                                : std::get<ProvideOptions>(options->command).paths;
        EXPECT_EQ(paths, (std::vector<std::string>{"[a,b]", "c", "[2024]"}));
    }
}

TEST_F(OptionsTest, WhatAConfigurationFileSaysThatIsNoOptionIsWrong) {
    configure("signalling-uri=\"wss://typing.example\"\n");
    EXPECT_EQ(read({"list"}).error().code, ExitCode::usage);
    configure("[send]\nreceiver=2\n");
    EXPECT_EQ(read({"send", "a"}).error().code, ExitCode::usage);
    configure("[send]\nreceivers=2\n");
    EXPECT_EQ(std::get<SendOptions>(read({"send", "a"})->command).receivers, 2U);
}

TEST_F(OptionsTest, AConfigurationFileIsNotLookedForWhereNobodySaysWhose) {
    ::setenv("XDG_CONFIG_HOME", ".", 1);
    const char* home = std::getenv("HOME");
    const std::string before = home == nullptr ? "" : home;
    ::unsetenv("HOME");
    EXPECT_EQ(configuration_file(), "");
    ::setenv("HOME", "/home/somebody", 1);
    EXPECT_EQ(configuration_file(), "/home/somebody/.config/rift.conf");
    if (home == nullptr)
        ::unsetenv("HOME");
    else
        ::setenv("HOME", before.c_str(), 1);
}

TEST_F(OptionsTest, AnAddressToListenOnAndAFileToTrustAreLookedAtBeforeAnythingElse) {
    EXPECT_EQ(read({"forward", "--bind", "localhost", "x"}).error().code, ExitCode::usage);
    EXPECT_TRUE(read({"forward", "--bind", "::1", "x"}).has_value());
    EXPECT_EQ(read({"--ca-file", "/nonexistent", "list"}).error().code, ExitCode::usage);
}

TEST_F(OptionsTest, APromptThatPrintsEventsSavesNothingToStandardOutput) {
    EXPECT_TRUE(read_prompt_command({"download", "x", "-"}, false).has_value());
    EXPECT_TRUE(read_prompt_command({"download", "x", "-"}, true).has_error());
}

TEST_F(OptionsTest, OtherWordsInBracketsAreWholeAsWell) {
    const auto options =
        read({"--secret", "[a,b]", "--username=[c]", "download", "[d,e]", "\x01[f]"});
    ASSERT_TRUE(options.has_value());
    EXPECT_EQ(options->secret, "[a,b]");
    EXPECT_EQ(options->username, "[c]");
    EXPECT_EQ(std::get<DownloadOptions>(options->command).id, "[d,e]");
    EXPECT_EQ(std::get<DownloadOptions>(options->command).saving.path, "\x01[f]");
    const auto typed = read_prompt_command({"provide", "[a,b]", "c"}, false);
    ASSERT_TRUE(typed.has_value());
    EXPECT_EQ(std::get<ProvideOptions>(*typed).paths, (std::vector<std::string>{"[a,b]", "c"}));
}

TEST(WipeSecret, LeavesNothingOfItInTheCommandLine) {
    std::string separate = "--secret";
    std::string value = "hunter2";
    std::string joined = "--secret=hunter2";
    std::string other = "send";
    std::vector<char*> arguments{other.data(), separate.data(), value.data(), joined.data(),
                                 other.data()};
    wipe_secret(static_cast<int>(arguments.size()), arguments.data());
    EXPECT_EQ(value, "*******");
    EXPECT_EQ(joined, "--secret=*******");
    EXPECT_EQ(other, "send");
}

}  // namespace
}  // namespace keks::rift
