// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/completion.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

using Words = std::vector<std::string>;

const Completable kAll{.commands = {"stop", "download", "expose", "forward"},
                       .files = {"ab12", "ab34", "cd"},
                       .ports = {"ef"},
                       .own = {"12"}};

TEST(CompleteLine, KnowsWhatAWordIsAbout) {
    EXPECT_EQ(complete_line("", kAll), (Words{"download", "expose", "forward", "stop"}));
    EXPECT_EQ(complete_line("do", kAll), Words{"download"});
    EXPECT_EQ(complete_line("download ab", kAll), (Words{"ab12", "ab34"}));
    EXPECT_EQ(complete_line("forward ", kAll), Words{"ef"});
    EXPECT_EQ(complete_line("stop ", kAll), Words{"12"});
    EXPECT_EQ(complete_line("stop 12 ", kAll), Words{});
    EXPECT_EQ(complete_line("chat ", kAll), Words{});
}

TEST(CompleteLine, OffersNoIdThatIsMoreThanAPlainWord) {
    const Completable hostile{.commands = {},
                              .files = {"--overwrite", "a b", "a'b", "a\u00e9", "a-b"},
                              .ports = {},
                              .own = {}};
    EXPECT_EQ(complete_line("download ", hostile), Words{"a-b"});
}

TEST(CompleteLine, FindsPaths) {
    const test::TemporaryDirectory directory;
    const auto folder = directory.path().string() + "/";
    for (const auto* name : {"two words", ".hidden", "two\x1b[2Jlines"})
        std::ofstream file{folder + name};
    std::filesystem::create_directory(folder + "two-folder");
    EXPECT_EQ(complete_line("provide " + folder + "t", kAll),
              (Words{folder + "two-folder/", folder + "two\\ words"}));
    EXPECT_EQ(complete_line("download ab12 " + folder + "two\\ w", kAll),
              Words{folder + "two\\ words"});
    EXPECT_EQ(complete_line("image " + folder + "two\\ w", kAll), Words{folder + "two\\ words"});
    EXPECT_EQ(complete_line("provide " + folder + ".h", kAll), Words{folder + ".hidden"});
    EXPECT_EQ(complete_line("provide " + folder + "none/", kAll), Words{});
}

TEST(CommonBeginning, IsWhatAllHave) {
    EXPECT_EQ(common_beginning({"ab12", "ab34"}), "ab");
    EXPECT_EQ(common_beginning({"ab"}), "ab");
    EXPECT_EQ(common_beginning({"a", "b"}), "");
    EXPECT_EQ(common_beginning({}), "");
}

}  // namespace
}  // namespace keks::rift
