// SPDX-License-Identifier: AGPL-3.0-only
// What stays of a file that did not come as a whole, and how it is gone on with.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>

#include "unit/client/disk/disk_sink_test.hpp"

namespace {

namespace fs = std::filesystem;
using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(DiskSinkTest, goes_on_with_what_was_kept) {
    const auto text = varied(300'000);
    auto file = sink({.keep_partial = true});
    put(*file, text.substr(0, 100'000));
    file->keep();
    file.reset();
    settle();
    EXPECT_THAT(names(), ElementsAre("a.part"));

    auto found = find(place("a", text.size()));
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->size(), 100'000U);
    Sha256 hash;
    hash.update(bytes_of(text).first(100'000));
    ASSERT_TRUE((*found)->hash());
    EXPECT_EQ((*found)->hash()->digest(), hash.digest());

    DiskSink rest{threads_, **std::move(found), {.hash = true}};
    log_ = {};
    log_.listen_to(rest);
    hash.update(bytes_of(text).subspan(100'000));
    rest.expect(hash.digest());
    put(rest, text.substr(100'000));
    EXPECT_EQ(log_.taken, 200'000U);
    finish(rest);
    EXPECT_TRUE(log_.finished);
    EXPECT_THAT(names(), ElementsAre("a"));
    EXPECT_EQ(content(folder_.path() / "a"), text);
}

TEST_F(DiskSinkTest, goes_on_with_what_a_killed_process_left) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        auto part = PartFile::create(*Target::open(folder_.path(), "a", {.bytes = 10}));
        const bool written = part && !part->append(bytes_of("abc"));
        raise(written ? SIGKILL : SIGABRT);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(WTERMSIG(status), SIGKILL);
    auto found = find(place("a", 10));
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->size(), 3U);
}

TEST_F(DiskSinkTest, goes_on_with_the_beginning_of_what_is_longer_than_was_announced) {
    folder_.write("a.part", "abcdef");
    auto found = find(place("a", 3));
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->size(), 3U);
    DiskSink rest{threads_, **std::move(found), {}};
    log_.listen_to(rest);
    finish(rest);
    EXPECT_EQ(content(folder_.path() / "a"), "abc");
}

TEST_F(DiskSinkTest, begins_a_new_one_beside_what_is_of_no_use) {
    folder_.write("a.part", "abcdef");
    auto found = find(place("a", 3));
    ASSERT_TRUE(found && *found);
    DiskSink file{threads_, place("a", 3), {.hash = true}};
    log_.listen_to(file);
    Sha256 hash;
    hash.update(bytes_of("xyz"));
    file.expect(hash.digest());
    put(file, "xyz");
    finish(file);
    EXPECT_TRUE(log_.finished);
    EXPECT_THAT(names(), ElementsAre("a", "a.part"));
    EXPECT_EQ(content(folder_.path() / "a"), "xyz");
    EXPECT_EQ(content(folder_.path() / "a.part"), "abcdef");
}

TEST_F(DiskSinkTest, says_why_no_new_one_can_be_begun) {
    for (int number = 0; number < Target::kMostParts; ++number)
        folder_.write(number == 0 ? "a.part" : "a.part." + std::to_string(number), "abc");
    DiskSink file{threads_, place("a", 3), {}};
    log_.listen_to(file);
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::exists);
    EXPECT_FALSE(fs::exists(folder_.path() / "a"));
}

TEST_F(DiskSinkTest, goes_on_with_the_last_of_several) {
    const fs::path later = folder_.write("a.part.1", "later");
    const fs::path first = folder_.write("a.part", "first");
    folder_.write("a.part.2", "");
    fs::last_write_time(first, fs::last_write_time(later) - std::chrono::hours{1});
    auto found = find(place("a", 10));
    ASSERT_TRUE(found && *found);
    Sha256 hash;
    hash.update(bytes_of("later"));
    EXPECT_EQ((*found)->hash()->digest(), hash.digest());
}

TEST_F(DiskSinkTest, does_not_touch_what_it_finds_and_does_not_go_on_with) {
    folder_.write("a.part", "abc");
    EXPECT_TRUE(*find(place("a", 2)));
    EXPECT_EQ(content(folder_.path() / "a.part"), "abc");
    auto file = sink();
    put(*file, "new");
    finish(*file);
    EXPECT_EQ(content(folder_.path() / "a"), "new");
    EXPECT_EQ(content(folder_.path() / "a.part"), "abc");
}

TEST_F(DiskSinkTest, does_not_go_on_with_what_another_writes_or_what_is_no_file) {
    auto file = sink();
    put(*file, "abc");
    EXPECT_FALSE(*find(place("a", 10)));
    file.reset();
    settle();
    fs::create_symlink(folder_.write("victim", "abc"), folder_.path() / "a.part");
    fs::create_directory(folder_.path() / "a.part.1");
    EXPECT_FALSE(*find(place("a", 10)));
    fs::create_hard_link(folder_.path() / "victim", folder_.path() / "a.part.2");
    EXPECT_FALSE(*find(place("a", 10))) << "of which another name would change as well";
}

TEST_F(DiskSinkTest, does_not_go_on_with_what_another_user_put_there) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file to another";
    const auto part = folder_.write("a.part", "abc");
    ASSERT_TRUE(*find(place("a", 10)));
    ASSERT_EQ(::chown(part.c_str(), 65534, 65534), 0);
    EXPECT_FALSE(*find(place("a", 10)));
    EXPECT_EQ(content(part), "abc");
}

TEST_F(DiskSinkTest, keeps_nothing_unless_it_is_told_to_and_has_something) {
    for (const std::string text : {"abc", ""}) {
        auto file = sink({.keep_partial = true});
        if (text.empty())
            file->keep();
        else
            put(*file, text);
        file.reset();
        settle();
        EXPECT_THAT(names(), IsEmpty()) << text;
    }
}

}  // namespace
