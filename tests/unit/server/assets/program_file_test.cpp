// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/program_file.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "server/assets/embedded_store.hpp"
#include "support/temporary_directory.hpp"

namespace keks::server {
namespace {

constexpr std::string_view kConstant = "A constant that lies in the program's own file.";
std::array<char, 64> writable{"A variable that lies in the program's own file, at its start."};

std::string read(const FilePart& part) {
    std::string bytes(part.size, '\0');
    const auto count = ::pread(part.file, bytes.data(), bytes.size(), part.offset);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

TEST(ProgramFile, HasTheConstantsOfTheProgram) {
    ProgramFile program;
    for (const auto bytes : {kConstant, kConstant.substr(10), kConstant.substr(0, 5)}) {
        const auto part = program.find(bytes);
        ASSERT_TRUE(part) << bytes;
        EXPECT_EQ(read(*part), bytes);
    }
}

TEST(ProgramFile, HasEachFormOfEachEmbeddedAsset) {
    ProgramFile program;
    for (const auto& asset : embedded_assets()) {
        for (const auto& form : {std::optional{asset.identity}, asset.brotli, asset.gzip}) {
            if (!form) continue;
            const auto part = program.find(form->bytes);
            ASSERT_TRUE(part) << asset.path;
            EXPECT_TRUE(read(*part) == form->bytes) << asset.path;
        }
    }
}

TEST(ProgramFile, HasNoMemoryThatMayChange) {
    ProgramFile program;
    const std::string on_the_heap(1000, 'x');
    const std::array<char, 10> on_the_stack{};
    EXPECT_FALSE(program.find(on_the_heap));
    EXPECT_FALSE(program.find({on_the_stack.data(), on_the_stack.size()}));
    EXPECT_FALSE(program.find({writable.data(), writable.size()}));
    // It does not take that for a reason to give up.
    EXPECT_TRUE(program.find(kConstant));
}

TEST(ProgramFile, HasNothingOfLibraries) {
    ProgramFile program;
    const auto* const in_a_library = static_cast<const char*>(dlsym(RTLD_DEFAULT, "in6addr_any"));
    ASSERT_NE(in_a_library, nullptr);
    EXPECT_FALSE(program.find({in_a_library, 1}));
    EXPECT_TRUE(program.find(kConstant));
}

TEST(ProgramFile, HasNothingThatReachesBeyondTheConstants) {
    ProgramFile program;
    constexpr std::size_t more_than_there_is = std::size_t{1} << 40U;
    EXPECT_FALSE(program.find({kConstant.data(), more_than_there_is}));
    EXPECT_FALSE(program.find({kConstant.data(), std::string_view::npos}));
    EXPECT_TRUE(program.find(kConstant));
}

TEST(ProgramFile, IsNotOpenedBySomeoneElsesName) {
    const test::TemporaryDirectory folder;
    const auto size = std::filesystem::file_size("/proc/self/exe");
    const auto other = folder.write("other", std::string(size, 'x'));
    const auto empty = folder.write("empty", "");
    for (const auto& path : {other, empty, folder.path().string(), other + ".none"}) {
        ProgramFile program{path.c_str()};
        EXPECT_FALSE(program.find(kConstant)) << path;
    }
}

TEST(ProgramFile, GivesUpWhereOneByteDiffers) {
    const test::TemporaryDirectory folder;
    const auto path = (folder.path() / "program").string();
    std::filesystem::copy_file("/proc/self/exe", path);
    ProgramFile program{path.c_str()};
    const auto part = program.find(kConstant.substr(0, 1));
    ASSERT_TRUE(part);
    {
        std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(part->offset + static_cast<off_t>(kConstant.size()) - 1);
        file << '!';
        ASSERT_TRUE(file.flush());
    }
    EXPECT_TRUE(program.find(kConstant.substr(0, 1))) << "compared before";
    EXPECT_FALSE(program.find(kConstant));
    EXPECT_FALSE(program.find(kConstant.substr(0, 1))) << "not given up";
}

TEST(ProgramFile, StaysOpenWhenItIsDeleted) {
    const test::TemporaryDirectory folder;
    const auto path = (folder.path() / "program").string();
    std::filesystem::copy_file("/proc/self/exe", path);
    ProgramFile program{path.c_str()};
    std::filesystem::remove(path);
    const auto part = program.find(kConstant);
    ASSERT_TRUE(part);
    EXPECT_EQ(read(*part), kConstant);
}

TEST(ProgramFile, IsClosedWhenItIsGivenUp) {
    ProgramFile program;
    const auto part = program.find(kConstant);
    ASSERT_TRUE(part);
    EXPECT_EQ(fcntl(part->file, F_GETFD), FD_CLOEXEC);
    program.give_up();
    EXPECT_EQ(fcntl(part->file, F_GETFD), -1);
    EXPECT_FALSE(program.find(kConstant));
}

TEST(ProgramFile, OfTheProgramThatRunsIsOne) {
    EXPECT_EQ(&program_file(), &program_file());
    EXPECT_TRUE(program_file().find(kConstant));
}

}  // namespace
}  // namespace keks::server
