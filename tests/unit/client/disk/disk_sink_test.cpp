// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/disk_sink.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "support/file_size_limit.hpp"
#include "support/not_root.hpp"
#include "unit/client/disk/disk_sink_test.hpp"

namespace {

namespace fs = std::filesystem;
using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(DiskSinkTest, saves_under_the_final_name_only_once_all_is_there) {
    const auto text = varied(5'000'000);
    const auto file = sink({.hash = true});
    put(*file, text.substr(0, 100'000));
    EXPECT_THAT(names(), ElementsAre("a.part"));
    file->write(bytes_of(text).subspan(100'000));
    finish(*file);
    EXPECT_TRUE(log_.finished);
    EXPECT_EQ(log_.taken, text.size());
    EXPECT_THAT(names(), ElementsAre("a"));
    EXPECT_EQ(content(folder_.path() / "a"), text);
    Sha256 hash;
    hash.update(bytes_of(text));
    EXPECT_EQ(file->digest(), hash.digest());
}

TEST_F(DiskSinkTest, saves_an_empty_file) {
    const auto file = sink();
    finish(*file);
    EXPECT_TRUE(log_.finished);
    EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(DiskSinkTest, leaves_nothing_when_it_is_given_up) {
    auto file = sink();
    put(*file, "abc");
    file.reset();
    settle();
    EXPECT_THAT(names(), IsEmpty());
    EXPECT_FALSE(log_.over());
}

TEST_F(DiskSinkTest, leaves_nothing_when_nobody_ever_listened) {
    EXPECT_TRUE(open_sink(place("a")));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(DiskSinkTest, that_does_not_come_to_the_expected_digest_fails_and_leaves_nothing) {
    const auto file = sink({.keep_partial = true, .hash = true, .explain = log_.explain()});
    file->expect(Sha256{}.digest());
    put(*file, "abc");
    finish(*file);
    EXPECT_EQ(log_.failure, TransferFailure::corrupt);
    EXPECT_THAT(log_.why, HasSubstr("not those that were sent"));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(DiskSinkTest, does_not_replace_what_has_the_name_before_or_meanwhile) {
    folder_.write("a", "mine");
    const auto refused = open_sink(place("a"));
    EXPECT_EQ(refused.error().reason, TransferFailure::exists);
    EXPECT_THAT(refused.error().why, HasSubstr("it exists already"));
    fs::remove(folder_.path() / "a");

    const auto file = sink();
    folder_.write("a", "mine");
    put(*file, "yours");
    finish(*file);
    EXPECT_EQ(log_.failure, TransferFailure::exists);
    EXPECT_THAT(names(), ElementsAre("a"));
    EXPECT_EQ(content(folder_.path() / "a"), "mine");
}

TEST_F(DiskSinkTest, replaces_a_file_when_it_is_asked_to_but_not_what_a_link_leads_to) {
    folder_.write("other", "mine");
    fs::create_symlink("other", folder_.path() / "a");
    auto wanted = place("a");
    wanted.overwrite = true;
    const auto file = *open_sink(wanted);
    log_.listen_to(*file);
    put(*file, "yours");
    finish(*file);
    EXPECT_TRUE(log_.finished);
    EXPECT_FALSE(fs::is_symlink(folder_.path() / "a"));
    EXPECT_EQ(content(folder_.path() / "a"), "yours");
    EXPECT_EQ(content(folder_.path() / "other"), "mine");
}

TEST_F(DiskSinkTest, never_replaces_a_folder_or_a_device) {
    fs::create_directory(folder_.path() / "a");
    auto wanted = place("a");
    wanted.overwrite = true;
    EXPECT_THAT(open_sink(wanted).error().why, HasSubstr("it is a folder"));
    ASSERT_EQ(mkfifo((folder_.path() / "fifo").c_str(), 0600), 0);
    wanted.name = "fifo";
    EXPECT_EQ(open_sink(wanted).error().reason, TransferFailure::exists);
}

TEST_F(DiskSinkTest, says_before_a_byte_comes_what_is_wrong_with_its_place) {
    EXPECT_THAT(open_sink(place(std::string(255, 'n'))).error().why, HasSubstr("too long"));
    const auto full = open_sink(place("a", std::uint64_t{1} << 62)).error();
    EXPECT_EQ(full.reason, TransferFailure::disk_full);
    EXPECT_THAT(full.why, HasSubstr("4611686018427387904 bytes are to come"));
    auto elsewhere = place("a");
    elsewhere.folder = folder_.path() / "none";
    EXPECT_THAT(open_sink(elsewhere).error().why, HasSubstr("it does not exist"));
    elsewhere.folder = folder_.write("file", "");
    EXPECT_EQ(open_sink(elsewhere).error().reason, TransferFailure::unwritable);
    elsewhere.folder = "/proc/self";
    EXPECT_EQ(open_sink(elsewhere).error().reason, TransferFailure::unwritable);
    EXPECT_THAT(names(), ElementsAre("file"));
}

TEST_F(DiskSinkTest, says_that_a_folder_may_only_be_read) {
    fs::permissions(folder_.path(), fs::perms{0755});
    auto elsewhere = place("a");
    elsewhere.folder = folder_.path() / "locked";
    fs::create_directory(elsewhere.folder);
    fs::permissions(elsewhere.folder, fs::perms{0555});
    const NotRoot nobody;
    EXPECT_THAT(open_sink(elsewhere).error().why, HasSubstr("you are not allowed to"));
}

TEST_F(DiskSinkTest, follows_no_link_that_lies_in_the_way_of_the_part) {
    fs::create_symlink("victim", folder_.path() / "a.part");
    auto file = sink();
    put(*file, "abc");
    EXPECT_THAT(names(), ElementsAre("a.part", "a.part.1"));
    file.reset();
    settle();
    EXPECT_THAT(names(), ElementsAre("a.part"));
}

TEST_F(DiskSinkTest, takes_another_name_for_the_part_as_long_as_there_are_some) {
    std::vector<std::unique_ptr<DiskSink>> others;
    others.reserve(Target::kMostParts);
    for (int number = 0; number < Target::kMostParts; ++number)
        others.push_back(*open_sink(place("a")));
    const auto refused = open_sink(place("a")).error();
    EXPECT_EQ(refused.reason, TransferFailure::exists);
    EXPECT_THAT(refused.why, HasSubstr("remove those"));
    others.clear();
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(DiskSinkTest, that_cannot_write_more_fails_as_a_full_disk_does) {
    const auto file = sink({.explain = log_.explain()});
    const FileSizeLimit limit{1000};
    put(*file, varied(5000));
    EXPECT_EQ(log_.failure, TransferFailure::disk_full);
    EXPECT_THAT(log_.why, HasSubstr("cannot write " + (folder_.path() / "a.part").string()));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(DiskSinkTest, may_end_when_it_tells_that_it_is_over) {
    auto file = *open_sink(place("a"));
    file->listen({.taken = {}, .finished = [&] { file.reset(); }, .failed = {}});
    file->finish();
    run_until([&] { return !file; });
    EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(DiskSinkTest, breaks_rather_than_hold_all_that_a_careless_writer_gives_it) {
    const auto file = sink({.explain = log_.explain()});
    const std::string much(Feed::kMost + 1, 'x');
    file->write(bytes_of(much));
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::malformed);
    EXPECT_THAT(names(), IsEmpty());
}

}  // namespace
