// SPDX-License-Identifier: AGPL-3.0-only
// What is left of a folder that did not come as a whole, and what of that is of no use.
#include <gmock/gmock.h>
#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/client/disk/tar_unpack_resume_test.hpp"

namespace {

namespace fs = std::filesystem;
using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::ElementsAre;
using testing::IsEmpty;

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

TEST_F(TarUnpackResumeTest, leaves_nothing_where_there_is_nothing_to_go_on_with) {
    bring(100);
    EXPECT_THAT(names(), IsEmpty());
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
