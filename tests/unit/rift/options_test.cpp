// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/options.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <vector>

#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

// Without what the machine's environment says.
class OptionsTest : public testing::Test {
  protected:
    void SetUp() override {
        ::setenv("XDG_CONFIG_HOME", directory.path().c_str(), 1);
        for (const char* name : {"RIFT_SECRET", "RIFT_SIGNALING_URI", "RIFT_USERNAME"})
            ::unsetenv(name);
    }
    void TearDown() override {
        ::unsetenv("XDG_CONFIG_HOME");
        ::unsetenv("RIFT_SIGNALING_URI");
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
    std::ofstream{directory.path() / "rift.conf"} << "signaling-uri=\"wss://file.example\"\n";
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

TEST_F(OptionsTest, WhatIsWrongIsBadUsageAndHelpIsNot) {
    EXPECT_EQ(read({"send"}).error().code, ExitCode::usage);
    EXPECT_EQ(read({"fetch"}).error().code, ExitCode::usage);
    EXPECT_EQ(read({"send", "-", "a"}).error().code, ExitCode::usage);
    EXPECT_EQ(read({"--help"}).error().code, ExitCode::done);
    EXPECT_EQ(read({"--version"}).error().code, ExitCode::done);
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
