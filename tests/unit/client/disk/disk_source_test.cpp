// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/disk_source.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "client/resources/framing.hpp"
#include "unit/client/disk/disk_test.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::HasSubstr;

using Opened = DiskResult<std::shared_ptr<const OpenFile>>;

class DiskSourceTest : public DiskTest {
  protected:
    DiskError refusal(const std::filesystem::path& path) {
        return answer<Opened>([&](auto opened) { return open_file(threads_, path, opened); })
            .error();
    }
};

Sha256 hash_of(std::string_view text) {
    Sha256 hash;
    hash.update(bytes_of(text));
    return hash;
}

TEST_F(DiskSourceTest, hands_over_a_file_in_blocks_and_its_digest_with_the_last) {
    const auto text = varied(3 * framing::block + 5);
    const auto file = open(folder_.write("a", text));
    EXPECT_EQ(file->size, text.size());
    DiskSource source{threads_, file, 0, {.hash = Sha256{}}};
    EXPECT_EQ(source.digest(), std::nullopt);
    EXPECT_EQ(read(source), text);
    EXPECT_EQ(source.digest(), hash_of(text).digest());
}

TEST_F(DiskSourceTest, of_an_empty_file_is_at_the_end_at_once_and_stays_there) {
    DiskSource source{threads_, open(folder_.write("a", "")), 0, {.hash = Sha256{}}};
    EXPECT_EQ(read(source), "");
    EXPECT_EQ(read(source), "");
    EXPECT_EQ(source.digest(), Sha256{}.digest());
}

TEST_F(DiskSourceTest, goes_on_where_a_receiver_is_and_with_the_hash_of_what_it_has) {
    const auto text = varied(2 * framing::block);
    const auto file = open(folder_.write("a", text));
    const auto beginning = answer<DiskResult<Sha256>>(
        [&](auto hashed) { return hash_beginning(threads_, file, 1000, hashed); });
    ASSERT_TRUE(beginning);
    EXPECT_EQ(beginning->digest(), hash_of(text.substr(0, 1000)).digest());
    DiskSource source{threads_, file, 1000, {.hash = *beginning}};
    EXPECT_EQ(read(source), text.substr(1000));
    EXPECT_EQ(source.digest(), hash_of(text).digest());
}

TEST_F(DiskSourceTest, hashes_no_more_than_there_is) {
    const auto file = open(folder_.write("a", "abc"));
    const auto hashed = answer<DiskResult<Sha256>>(
        [&](auto done) { return hash_beginning(threads_, file, 4, done); });
    EXPECT_EQ(hashed.error().reason, TransferFailure::unreadable);
}

TEST_F(DiskSourceTest, of_a_file_that_became_shorter_fails_and_says_so) {
    const auto path = folder_.write("a", varied(4 * framing::block));
    const auto file = open(path);
    std::filesystem::resize_file(path, framing::block);
    std::string why;
    DiskSource source{threads_, file, 0, {.explain = [&](const auto& words) { why = words; }}};
    EXPECT_EQ(read(source), std::nullopt);
    EXPECT_THAT(why, HasSubstr("shorter"));
    EXPECT_EQ(read(source), std::nullopt) << "and goes on failing";
}

TEST_F(DiskSourceTest, of_a_file_that_grew_hands_over_what_it_was) {
    const auto path = folder_.write("a", "abc");
    const auto file = open(path);
    std::filesystem::resize_file(path, 100);
    DiskSource source{threads_, file};
    EXPECT_EQ(read(source), "abc");
}

TEST_F(DiskSourceTest, serves_several_readers_each_at_its_place) {
    const auto text = varied(framing::block + 1);
    const auto file = open(folder_.write("a", text));
    DiskSource first{threads_, file};
    DiskSource second{threads_, file, 7};
    EXPECT_EQ(read(first), text);
    EXPECT_EQ(read(second), text.substr(7));
}

TEST_F(DiskSourceTest, that_ends_while_it_reads_calls_nobody) {
    const auto file = open(folder_.write("a", "abc"));
    bool called = false;
    auto source = std::make_unique<DiskSource>(threads_, file);
    source->next([&](const auto&) { called = true; });
    source.reset();
    loop_.restart();
    loop_.run();
    EXPECT_FALSE(called);
}

TEST_F(DiskSourceTest, may_end_when_it_calls_back) {
    const auto file = open(folder_.write("a", varied(3 * framing::block)));
    auto source = std::make_unique<DiskSource>(threads_, file);
    source->next([&](const auto&) { source.reset(); });
    run_until([&] { return !source; });
}

TEST_F(DiskSourceTest, is_of_nothing_but_a_regular_file) {
    EXPECT_THAT(refusal(folder_.path()).why, HasSubstr("it is a folder"));
    EXPECT_THAT(refusal(folder_.path() / "none").why, HasSubstr("it does not exist"));
    EXPECT_THAT(refusal("/dev/zero").why, HasSubstr("no regular file"));
    const auto fifo = (folder_.path() / "fifo").string();
    ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_THAT(refusal(fifo).why, HasSubstr("no regular file"));
}

TEST_F(DiskSourceTest, names_a_file_without_what_a_terminal_obeys) {
    EXPECT_THAT(refusal(folder_.path() / "a\x1b[31mb\u202e").why, HasSubstr("a[31mb:"));
}

}  // namespace
