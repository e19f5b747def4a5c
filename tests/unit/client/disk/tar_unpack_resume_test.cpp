// SPDX-License-Identifier: AGPL-3.0-only
// How another process goes on with a folder that did not come as a whole.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "support/file_size_limit.hpp"
#include "support/not_root.hpp"
#include "unit/client/disk/tar_unpack_resume_test.hpp"

namespace {

namespace fs = std::filesystem;
using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(TarUnpackResumeTest, goes_on_in_the_middle_of_a_file) {
    bring(in("top/sub/long") + Feed::kPortion + 100);
    EXPECT_THAT(names(), ElementsAre("out.part", "out.part.journal"));
    expect_going_on(in("top/sub/long") + Feed::kPortion);
}

// Wherever it is broken off: in what describes an entry, in its bytes, in what fills them up. What
// came of an entry's bytes is all there.
TEST_F(TarUnpackResumeTest, goes_on_anywhere) {
    const std::vector<std::pair<std::size_t, std::size_t>> entries{
        {512, 0},
        {1024, 0},
        {in("top/sub/long"), long_.size()},
        {in("top/sub/short"), 5},
        {in("top/link"), 0},
        {in("top/empty"), 0},
        {in("top/hollow/"), 0},
        {in("top/closed/"), 0},
        {in("top/closed/last"), 4}};
    const auto middle = in("top/sub/long") + 2000;
    const auto end = in("top/sub/long") + long_.size() - 100;
    for (std::size_t bytes = 512; bytes < stream_.size(); bytes += 97) {
        if (bytes > middle && bytes < end) bytes = end;
        SCOPED_TRACE(bytes);
        std::size_t there = 0;
        for (const auto& [begin, length] : entries)
            if (begin <= bytes) there = std::min(bytes, begin + length);
        bring(bytes);
        auto found = find();
        ASSERT_TRUE(found && *found);
        EXPECT_EQ((*found)->bytes(), there);
        go_on(**std::move(found));
        if (HasFailure()) return;
        clear();
    }
}

TEST_F(TarUnpackResumeTest, goes_on_with_what_not_even_its_owner_may_write) {
    fs::permissions(folder_.path(), fs::perms::all);
    const NotRoot nobody;
    bring(in("top/sub/short") + 2);
    expect_going_on(in("top/sub/short") + 2);
    clear();
    bring(in("top/closed/last") + 2);
    fs::permissions(part() / "top/closed", fs::perms{0555});
    expect_going_on(in("top/closed/last") + 2);
    clear();
}

TEST_F(TarUnpackResumeTest, goes_on_again_and_again) {
    bring(in("top/sub/long") + 5000);
    for (const auto bytes : {20'000U, 300'000U, 400'000U, 700'000U}) {
        auto found = find();
        ASSERT_TRUE(found && *found);
        const auto before = (*found)->bytes();
        ASSERT_LT(before, bytes);
        log_ = {};
        {
            TarUnpackSink sink{threads_, **std::move(found), TarUnpackSink::Limits{},
                               log_.explain()};
            log_.listen_to(sink);
            sink.write(bytes_of(stream_).subspan(before, bytes - before));
            run_until([&] { return log_.taken == bytes - before; });
            sink.keep();
        }
        settle();
    }
    expect_going_on(700'000);
}

TEST_F(TarUnpackResumeTest, goes_on_with_what_a_killed_process_left) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        // A fork has none of the other's threads.
        Feed feed{[](auto) {}, Sha256{}};
        auto part = PartFolder::create(*Target::open(folder_.path(), "out", {}), stream_.size());
        Unpacking unpacking{
            FolderBuilder{*part->open()},
            {},
            [&, fed = false]() mutable -> std::optional<std::span<const std::byte>> {
                if (std::exchange(fed, true)) raise(SIGKILL);
                feed.push(bytes_of(stream_).first(Feed::kPortion));
                return feed.next();
            },
            [&](UnpackState state) {
                state.hash = feed.hash_of(state.data_at).state();
                return part->note(state);
            }};
        (void)unpacking.run();
        raise(SIGABRT);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(WTERMSIG(status), SIGKILL);
    expect_going_on(Feed::kPortion);
}

TEST_F(TarUnpackResumeTest, keeps_what_a_full_disk_took) {
    {
        const FileSizeLimit limit{Feed::kPortion};
        auto sink = begin();
        log_.listen_to(*sink);
        sink->write(bytes_of(stream_));
        run_until([&] { return log_.over(); });
    }
    EXPECT_EQ(log_.failure, TransferFailure::disk_full) << log_.why;
    EXPECT_THAT(log_.why, HasSubstr("what came stays in"));
    settle();
    expect_going_on(in("top/sub/long") + Feed::kPortion);
}

TEST_F(TarUnpackResumeTest, keeps_what_cannot_get_its_name) {
    auto sink = begin();
    log_.listen_to(*sink);
    sink->write(bytes_of(stream_).first(5000));
    run_until([&] { return log_.taken == 5000; });
    folder_.write("out", "somebody else's");
    sink->write(bytes_of(stream_).subspan(5000));
    sink->finish();
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::exists) << log_.why;
    EXPECT_THAT(log_.why, HasSubstr("what came stays in"));
    sink.reset();
    settle();
    EXPECT_EQ(content(out()), "somebody else's");
    fs::remove(out());
    expect_going_on(in("top/closed/last") + 4);
}

TEST_F(TarUnpackResumeTest, goes_on_from_the_state_before_where_the_last_is_damaged) {
    const auto damage = [this](std::size_t at) {
        auto journal = content(folder_.path() / "out.part.journal");
        journal[at] = static_cast<char>(journal[at] ^ 1);
        folder_.write("out.part.journal", journal);
    };
    const std::size_t first = 100;
    const std::size_t second = 65536 + first;
    std::size_t useful = 0;
    for (const auto at : {first, second}) {
        bring(in("top/closed/last") + 2);
        damage(at);
        // The state before is of no use where more is there than it says.
        if (*find()) ++useful;
        fs::remove(part() / "top/closed/last");
        expect_going_on(in("top/closed/"));
        clear();
    }
    EXPECT_EQ(useful, 1U);
    bring(in("top/closed/last") + 2);
    damage(first);
    damage(second);
    EXPECT_FALSE(*find());
}

TEST_F(TarUnpackResumeTest, keeps_what_somebody_changes_just_before_it_goes_on) {
    bring(in("top/sub/long") + 5000);
    auto found = find();
    ASSERT_TRUE(found && *found);
    fs::resize_file(part() / "top/sub/long", 4000);
    log_ = {};
    {
        TarUnpackSink sink{threads_, **std::move(found), TarUnpackSink::Limits{}, log_.explain()};
        log_.listen_to(sink);
        run_until([&] { return log_.over(); });
    }
    EXPECT_EQ(log_.failure, TransferFailure::unwritable);
    EXPECT_THAT(log_.why, HasSubstr("changed"));
    settle();
    expect_going_on(in("top/sub/long") + 4000);
}

}  // namespace
