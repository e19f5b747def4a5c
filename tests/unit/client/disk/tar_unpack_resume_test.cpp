// SPDX-License-Identifier: AGPL-3.0-only
// What stays of a folder that did not come as a whole, and how another process goes on with it.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/disk/tar_unpack_sink.hpp"
#include "support/file_size_limit.hpp"
#include "support/not_root.hpp"
#include "unit/client/disk/disk_test.hpp"
#include "unit/client/disk/hostile_tar.hpp"

namespace {

namespace fs = std::filesystem;
using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using FoundFolder = DiskResult<std::optional<PartialFolder>>;

class TarUnpackResumeTest : public DiskTest {
  protected:
    [[nodiscard]] TarUnpackSink::Place place() const {
        return {folder_.path(), "out", stream_.size(), true};
    }
    std::unique_ptr<TarUnpackSink> begin() {
        log_ = {};
        return std::make_unique<TarUnpackSink>(
            threads_, place(), TarUnpackSink::Limits{},
            ThreadSink::Options{.hash = Sha256{}, .explain = log_.explain()});
    }
    // Brings the first bytes, and then somebody breaks it off.
    void bring(std::size_t bytes) {
        auto sink = begin();
        log_.listen_to(*sink);
        sink->write(bytes_of(stream_).first(bytes));
        run_until([&] { return log_.taken == bytes || log_.over(); });
        sink->keep();
        sink.reset();
        settle();
    }
    void clear() const {
        // Also folders that may not be written.
        for (const auto& name : names()) remove_tree(AT_FDCWD, (folder_.path() / name).c_str());
    }
    void TearDown() override { clear(); }
    void settle() {
        loop_.restart();
        loop_.run();
    }
    FoundFolder find(std::uint64_t size) {
        auto where = place();
        where.size = size;
        return answer<FoundFolder>(
            [&](auto found) { return TarUnpackSink::find(threads_, where, found); });
    }
    FoundFolder find() { return find(stream_.size()); }
    // Whether what is found is the beginning of the stream, and the rest makes a whole of it.
    void expect_going_on(std::size_t at_least) {
        auto found = find();
        ASSERT_TRUE(found && *found);
        const auto bytes = (*found)->bytes();
        EXPECT_GE(bytes, at_least);
        EXPECT_EQ((*found)->hash.digest(), digest_of(std::string_view{stream_}.substr(0, bytes)));
        go_on(**std::move(found));
    }
    void go_on(PartialFolder partial) {
        const auto before = partial.bytes();
        log_ = {};
        TarUnpackSink rest{threads_, std::move(partial), TarUnpackSink::Limits{}, log_.explain()};
        log_.listen_to(rest);
        auto bytes = std::string_view{stream_}.substr(before);
        // In pieces of odd lengths.
        for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(777, bytes.size())))
            rest.write(bytes_of(bytes.substr(0, 777)));
        rest.expect(digest_of(stream_));
        rest.finish();
        run_until([&] { return log_.over(); });
        EXPECT_TRUE(log_.finished) << log_.why;
        EXPECT_EQ(log_.taken, stream_.size() - before);
        expect_whole();
    }
    void expect_whole() const {
        EXPECT_THAT(names(), ElementsAre("out"));
        EXPECT_EQ(content(out() / "sub/long"), long_);
        EXPECT_EQ(content(out() / "sub/short"), "short");
        EXPECT_EQ(content(out() / "link"), "short");
        EXPECT_EQ(content(out() / "empty"), "");
        EXPECT_EQ(content(out() / "closed/last"), "last");
        for (const auto* each : {"", "sub", "sub/long", "sub/short", "link", "empty", "closed"})
            EXPECT_EQ(status_of(out() / each).st_mtim.tv_sec, 1'000'000'000) << each;
        EXPECT_EQ(status_of(out() / "sub/short").st_mode & 07777, 0400U);
        EXPECT_EQ(status_of(out() / "closed").st_mode & 07777, 0555U);
        EXPECT_EQ(status_of(out()).st_mode & 07777, 0750U);
    }
    static struct stat status_of(const fs::path& path) {
        struct stat status {};
        EXPECT_EQ(lstat(path.c_str(), &status), 0) << path;
        return status;
    }
    static Sha256::Digest digest_of(std::string_view bytes) {
        Sha256 hash;
        hash.update(bytes_of(bytes));
        return hash.digest();
    }
    // Times of files are no finer than the system's ticks.
    void await_later_time() const {
        const auto probe = folder_.path() / "probe";
        const auto journal = fs::last_write_time(folder_.path() / "out.part.journal");
        do folder_.write("probe", "");
        while (fs::last_write_time(probe) <= journal);
        fs::remove(probe);
    }
    // Paths, kinds, permissions, lengths and times of all that is there.
    [[nodiscard]] std::vector<std::string> everything() const {
        std::vector<std::string> all;
        for (const auto& each : fs::recursive_directory_iterator{folder_.path()}) {
            const auto status = status_of(each.path());
            all.push_back(each.path().string() + " " + std::to_string(status.st_mode) + " " +
                          std::to_string(status.st_size) + " " +
                          std::to_string(status.st_ctim.tv_sec) + "." +
                          std::to_string(status.st_ctim.tv_nsec));
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    [[nodiscard]] fs::path out() const { return folder_.path() / "out"; }
    [[nodiscard]] fs::path part() const { return folder_.path() / "out.part"; }
    // Where an entry's bytes begin.
    [[nodiscard]] std::size_t in(std::string_view name) const {
        return stream_.find(std::string{name} + '\0') + TarReader::kBlock;
    }

    const std::string long_ = varied(3 * Feed::kPortion + 1234);
    const std::string stream_ = tar_entry({.name = "top/", .type = '5', .mode = 0750}) +
                                tar_entry({.name = "top/sub/", .type = '5', .mode = 0755}) +
                                tar_entry({.name = "top/sub/long"}, long_) +
                                tar_entry({.name = "top/sub/short", .mode = 0400}, "short") +
                                tar_entry({.name = "top/link", .type = '2', .link = "sub/short"}) +
                                tar_entry({.name = "top/empty"}) +
                                tar_entry({.name = "top/hollow/", .type = '5', .mode = 0755}) +
                                tar_entry({.name = "top/closed/", .type = '5', .mode = 0555}) +
                                tar_entry({.name = "top/closed/last"}, "last") + tar_end();
    SinkLog log_;
};

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

TEST_F(TarUnpackResumeTest, takes_the_place_of_a_journal_whose_part_is_gone) {
    bring(in("top/sub/long") + 5000);
    fs::remove_all(part());
    EXPECT_FALSE(*find());
    bring(in("top/sub/long") + 6000);
    EXPECT_THAT(names(), ElementsAre("out.part", "out.part.journal"));
    expect_going_on(in("top/sub/long") + 6000);
}

TEST_F(TarUnpackResumeTest, leaves_nothing_of_what_is_not_hashed) {
    {
        TarUnpackSink sink{threads_, place(), TarUnpackSink::Limits{}, {}};
        log_.listen_to(sink);
        sink.write(bytes_of(stream_).first(5000));
        run_until([&] { return log_.taken == 5000; });
        EXPECT_THAT(names(), ElementsAre("out.part"));
        sink.keep();
    }
    settle();
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(TarUnpackResumeTest, does_not_go_on_with_what_another_user_put_there) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file to another";
    bring(in("top/closed/last") + 2);
    ASSERT_TRUE(*find());
    // Those that may be younger than the journal: a new owner makes the others so as well.
    for (const auto* each :
         {"out.part", "out.part/top", "out.part/top/closed/last", "out.part.journal"}) {
        const auto path = folder_.path() / each;
        ASSERT_EQ(::lchown(path.c_str(), 65534, 65534), 0);
        EXPECT_FALSE(*find()) << each;
        ASSERT_EQ(::lchown(path.c_str(), 0, 0), 0);
        ASSERT_TRUE(*find()) << each;
    }
}

TEST_F(TarUnpackResumeTest, leaves_nothing_that_is_not_to_be_kept) {
    auto sink = begin();
    log_.listen_to(*sink);
    sink->write(bytes_of(stream_).first(5000));
    run_until([&] { return log_.taken == 5000; });
    EXPECT_THAT(names(), ElementsAre("out.part", "out.part.journal"));
    sink.reset();
    settle();
    EXPECT_THAT(names(), IsEmpty());
    EXPECT_FALSE(*find());
}

TEST_F(TarUnpackResumeTest, leaves_nothing_of_what_breaks_the_rules) {
    bring(in("top/sub/long") + 5000);
    auto found = find();
    ASSERT_TRUE(found && *found);
    log_ = {};
    const auto rest = stream_.size() - (*found)->bytes();
    TarUnpackSink sink{threads_, **std::move(found), TarUnpackSink::Limits{}, log_.explain()};
    log_.listen_to(sink);
    sink.write(bytes_of(std::string(rest, 'x')));
    sink.finish();
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::malformed) << log_.why;
    settle();
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(TarUnpackResumeTest, does_not_touch_what_it_finds_and_does_not_go_on_with) {
    bring(in("top/sub/long") + 5000);
    const auto before = everything();
    EXPECT_TRUE(*find());
    EXPECT_EQ(everything(), before);
    EXPECT_FALSE(*find(stream_.size() + 1)) << "of another length";
    auto sink = begin();
    log_.listen_to(*sink);
    sink->write(bytes_of(stream_).first(1024));
    run_until([&] { return log_.taken == 1024; });
    EXPECT_THAT(names(),
                ElementsAre("out.part", "out.part.1", "out.part.1.journal", "out.part.journal"));
    sink.reset();
    settle();
    expect_going_on(in("top/sub/long") + 5000);
}

TEST_F(TarUnpackResumeTest, does_not_go_on_with_what_another_unpacks) {
    auto sink = begin();
    log_.listen_to(*sink);
    sink->write(bytes_of(stream_).first(5000));
    run_until([&] { return log_.taken == 5000; });
    EXPECT_FALSE(*find());
}

TEST_F(TarUnpackResumeTest, does_not_go_on_with_what_somebody_changed) {
    const auto bytes = in("top/closed/last") + 2;
    using Change = std::function<void()>;
    const std::vector<Change> changes{
        [&] { fs::resize_file(part() / "top/sub/long", 7); },
        [&] { fs::remove(part() / "top/sub/long"); },
        [&] { fs::remove(part() / "top/link"); },
        [&] { folder_.write("out.part/top/more", "more"); },
        [&] { fs::resize_file(part() / "top/closed/last", 5); },
        [&] { fs::rename(part() / "top/hollow", part() / "top/hole"); },
        [&] { fs::remove(part() / "top/hollow"); },
        [&] { fs::create_directory(part() / "top/sub/more"); },
        [&] { fs::remove_all(part()); },
        [&] { fs::resize_file(folder_.path() / "out.part.journal", 20); },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        SCOPED_TRACE(i);
        bring(bytes);
        ASSERT_TRUE(*find());
        await_later_time();
        changes[i]();
        const auto before = everything();
        EXPECT_FALSE(*find());
        EXPECT_EQ(everything(), before);
        clear();
    }
}

// Its bytes are looked at, whatever the times say: the sender compares the hash.
TEST_F(TarUnpackResumeTest, tells_another_hash_where_the_last_file_was_changed) {
    bring(in("top/sub/long") + 5000);
    std::fstream file{part() / "top/sub/long", std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(10);
    file << "changed";
    file.close();
    auto found = find();
    ASSERT_TRUE(found && *found);
    const auto beginning = std::string_view{stream_}.substr(0, (*found)->bytes());
    EXPECT_NE((*found)->hash.digest(), digest_of(beginning));
}

TEST_F(TarUnpackResumeTest, follows_no_link_that_took_a_place) {
    const auto elsewhere = folder_.write("elsewhere", "theirs");
    bring(in("top/sub/long") + 5000);
    fs::remove(part() / "top/sub/long");
    fs::create_symlink(elsewhere, part() / "top/sub/long");
    EXPECT_FALSE(*find());
    fs::remove(part() / "top/sub/long");
    fs::create_hard_link(elsewhere, part() / "top/sub/long");
    EXPECT_FALSE(*find());
    fs::remove_all(part() / "top/sub");
    fs::create_directory(folder_.path() / "folder");
    fs::create_directory_symlink(folder_.path() / "folder", part() / "top/sub");
    EXPECT_FALSE(*find());
    EXPECT_EQ(content(elsewhere), "theirs");
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

TEST_F(TarUnpackResumeTest, does_not_take_another_file_for_a_journal) {
    folder_.write("out.part.journal", "the diary of a part");
    bring(in("top/sub/long") + 5000);
    EXPECT_THAT(names(), ElementsAre("out.part.1", "out.part.1.journal", "out.part.journal"));
    EXPECT_EQ(content(folder_.path() / "out.part.journal"), "the diary of a part");
}

TEST_F(TarUnpackResumeTest, does_without_a_journal_where_a_name_leaves_no_room_for_its) {
    auto where = place();
    where.name = std::string(245, 'n');
    {
        TarUnpackSink sink{threads_, where, TarUnpackSink::Limits{}, {.hash = Sha256{}}};
        log_.listen_to(sink);
        sink.write(bytes_of(stream_));
        sink.finish();
        run_until([&] { return log_.over(); });
    }
    EXPECT_TRUE(log_.finished);
    EXPECT_THAT(names(), ElementsAre(where.name));
}

}  // namespace
