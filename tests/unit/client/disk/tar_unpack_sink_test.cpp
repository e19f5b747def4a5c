// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tar_unpack_sink.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "client/disk/entry_rules.hpp"
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

using OpenedSink = DiskResult<std::unique_ptr<TarUnpackSink>>;

class TarUnpackSinkTest : public DiskTest {
  protected:
    OpenedSink open_sink(std::uint64_t size = 0) {
        return answer<OpenedSink>([&](auto opened) {
            return TarUnpackSink::open(threads_, {folder_.path(), "out", size}, limits_,
                                       {.hash = Sha256{}, .explain = log_.explain()}, opened);
        });
    }
    // Gives it a whole stream, in pieces of odd lengths.
    void unpack(std::string_view stream) {
        log_ = {};
        const auto sink = *open_sink();
        log_.listen_to(*sink);
        while (!stream.empty()) {
            sink->write(bytes_of(stream.substr(0, 777)));
            stream.remove_prefix(std::min<std::size_t>(777, stream.size()));
        }
        sink->finish();
        run_until([&] { return log_.over(); });
    }
    // What is wrong with an entry after an ordinary one; nothing of either may be left.
    std::string refusal(std::string_view entry) {
        unpack(tar_entry({.name = "top/", .type = '5', .mode = 0755}) +
               tar_entry({.name = "top/good"}, "good") + std::string{entry} + tar_end());
        EXPECT_EQ(log_.failure, TransferFailure::refused) << log_.why;
        EXPECT_THAT(names(), IsEmpty());
        return log_.why;
    }
    [[nodiscard]] fs::path out() const { return folder_.path() / "out"; }

    TarUnpackSink::Limits limits_;
    SinkLog log_;
};

const std::string kTop = tar_entry({.name = "top/", .type = '5', .mode = 0755});

struct stat status_of(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(lstat(path.c_str(), &status), 0);
    return status;
}

TEST_F(TarUnpackSinkTest, makes_of_a_single_folder_that_folder) {
    unpack(kTop + tar_entry({.name = "top/a", .mode = 0640}, "content") +
           tar_entry({.name = "top/sub", .type = '5', .mode = 0755}) +
           tar_entry({.name = "top/sub/l", .type = '2', .link = "../a"}) + tar_end());
    ASSERT_TRUE(log_.finished) << log_.why;
    EXPECT_THAT(names(), ElementsAre("out"));
    EXPECT_EQ(content(out() / "a"), "content");
    EXPECT_EQ(content(out() / "sub/l"), "content");
    EXPECT_EQ(status_of(out() / "a").st_mode & 07777, 0640U);
    for (const auto* each : {"", "a", "sub", "sub/l"})
        EXPECT_EQ(status_of(out() / each).st_mtim.tv_sec, 1'000'000'000) << each;
}

TEST_F(TarUnpackSinkTest, puts_several_things_into_a_folder) {
    unpack(tar_entry({.name = "a"}, "1") + tar_entry({.name = "b"}, "2") + tar_end());
    ASSERT_TRUE(log_.finished) << log_.why;
    EXPECT_EQ(content(out() / "a"), "1");
    EXPECT_EQ(content(out() / "b"), "2");
    EXPECT_THAT(names(), ElementsAre("out"));
}

TEST_F(TarUnpackSinkTest, puts_a_single_file_into_a_folder) {
    unpack(tar_entry({.name = "a"}, "1") + tar_end());
    EXPECT_EQ(content(out() / "a"), "1");
}

TEST_F(TarUnpackSinkTest, makes_folders_that_are_missing_on_the_way) {
    unpack(tar_entry({.name = "a/b/c"}, "1") + tar_end());
    EXPECT_EQ(content(out() / "b/c"), "1");
}

TEST_F(TarUnpackSinkTest, has_nothing_under_the_final_name_before_the_end) {
    auto sink = *open_sink();
    log_.listen_to(*sink);
    const auto stream = kTop + tar_entry({.name = "top/a"}, "content");
    sink->write(bytes_of(stream));
    run_until([&] { return log_.taken == stream.size(); });
    EXPECT_THAT(names(), ElementsAre("out.part"));
    sink.reset();
    loop_.restart();
    loop_.run();
    EXPECT_THAT(names(), IsEmpty());
    EXPECT_FALSE(log_.over());
}

TEST_F(TarUnpackSinkTest, takes_away_what_would_give_rights_and_what_the_umask_takes) {
    const auto before = umask(022);
    unpack(tar_entry({.name = "top/", .type = '5', .mode = 07777}) +
           tar_entry({.name = "top/a", .mode = 06777}) + tar_end());
    umask(before);
    EXPECT_EQ(status_of(out()).st_mode & 07777, 0755U);
    EXPECT_EQ(status_of(out() / "a").st_mode & 07777, 0755U);
}

TEST_F(TarUnpackSinkTest, fills_folders_that_are_read_only_once_they_are_filled) {
    fs::permissions(folder_.path(), fs::perms{0777});
    {
        const NotRoot nobody;
        unpack(tar_entry({.name = "top/", .type = '5', .mode = 0555}) +
               tar_entry({.name = "top/sub/", .type = '5', .mode = 0}) +
               tar_entry({.name = "top/sub/a"}, "1") + tar_entry({.name = "top/b"}, "2") +
               tar_end());
    }
    ASSERT_TRUE(log_.finished) << log_.why;
    EXPECT_EQ(status_of(out()).st_mode & 07777, 0555U);
    EXPECT_EQ(status_of(out() / "sub").st_mode & 07777, 0U);
    EXPECT_EQ(content(out() / "sub/a"), "1");
}

TEST_F(TarUnpackSinkTest, removes_folders_that_may_not_even_be_read) {
    fs::permissions(folder_.path(), fs::perms{0777});
    const NotRoot nobody;
    unpack(tar_entry({.name = "top/", .type = '5', .mode = 0555}) +
           tar_entry({.name = "top/sub/", .type = '5', .mode = 0}) +
           tar_entry({.name = "top/sub/a"}, "1") + tar_entry({.name = "top/b"}, "2"));
    EXPECT_EQ(log_.failure, TransferFailure::malformed);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(TarUnpackSinkTest, refuses_paths_that_lead_elsewhere) {
    EXPECT_THAT(refusal(tar_entry({.name = "/tmp/a"})), HasSubstr("an absolute path"));
    EXPECT_THAT(refusal(tar_entry({.name = "top/../../a"})), HasSubstr("leads elsewhere"));
    EXPECT_THAT(refusal(tar_entry({.name = "../a"})), HasSubstr("leads elsewhere"));
    EXPECT_THAT(refusal(tar_entry({.name = "top//a"})), HasSubstr("leads elsewhere"));
    EXPECT_THAT(refusal(tar_entry({.name = "./top/a"})), HasSubstr("leads elsewhere"));
    EXPECT_THAT(refusal(tar_entry({.name = "top/\x1b[31m"})), HasSubstr("controls"));
    EXPECT_THAT(refusal(tar_entry({.name = "top/\xff"})), HasSubstr("not UTF-8"));
}

TEST_F(TarUnpackSinkTest, refuses_what_pax_headers_make_of_a_path) {
    const auto with = [](std::string_view key, std::string_view value, char type = '0') {
        return tar_entry({.name = "x", .type = 'x'}, pax_record(key, value)) +
               tar_entry({.name = "top/a", .type = type, .link = "good"});
    };
    EXPECT_THAT(refusal(with("path", "../../a")), HasSubstr("leads elsewhere"));
    EXPECT_THAT(refusal(with("path", "/a")), HasSubstr("absolute"));
    EXPECT_THAT(refusal(with("linkpath", "/a", '2')), HasSubstr("absolute"));
    EXPECT_THAT(refusal(tar_entry({.name = "x", .type = 'x'},
                                  pax_record("GNU.sparse.size", "1000000000000") +
                                      pax_record("GNU.sparse.map", "999999999999,1")) +
                        tar_entry({.name = "top/a"}, "1")),
                HasSubstr("holes"));
}

TEST_F(TarUnpackSinkTest, refuses_links_that_lead_out) {
    const auto link = [](std::string_view target) {
        return tar_entry({.name = "top/l", .type = '2', .link = target});
    };
    EXPECT_THAT(refusal(link("/etc/passwd")), HasSubstr("absolute"));
    EXPECT_THAT(refusal(link("../x")), HasSubstr("out of its folder"));
    EXPECT_THAT(refusal(link("")), HasSubstr("nowhere"));
}

TEST_F(TarUnpackSinkTest, never_writes_through_a_link) {
    const auto link = tar_entry({.name = "top/l", .type = '2', .link = "good"});
    EXPECT_THAT(refusal(link + tar_entry({.name = "top/l"}, "evil")), HasSubstr("comes twice"));
    const auto sub = tar_entry({.name = "top/sub", .type = '5', .mode = 0755}) +
                     tar_entry({.name = "top/s", .type = '2', .link = "sub"});
    EXPECT_THAT(refusal(sub + tar_entry({.name = "top/s/a"}, "evil")), HasSubstr("comes twice"));
}

TEST_F(TarUnpackSinkTest, refuses_what_comes_twice) {
    EXPECT_THAT(refusal(tar_entry({.name = "top/good"}, "evil")), HasSubstr("comes twice"));
    EXPECT_THAT(refusal(kTop), HasSubstr("comes twice"));
    EXPECT_THAT(refusal(tar_entry({.name = "top/good/a"})), HasSubstr("comes twice"));
    EXPECT_THAT(refusal(tar_entry({.name = "top/good/", .type = '5'})), HasSubstr("comes twice"));
}

TEST_F(TarUnpackSinkTest, refuses_what_is_neither_a_file_a_folder_nor_a_link) {
    EXPECT_THAT(refusal(tar_entry({.name = "top/h", .type = '1', .link = "top/good"})),
                HasSubstr("hard link"));
    EXPECT_THAT(refusal(tar_entry({.name = "top/h", .type = '1', .link = "/etc/passwd"})),
                HasSubstr("hard link"));
    for (const char type : {'3', '4', '6'})
        EXPECT_THAT(refusal(tar_entry({.name = "top/d", .type = type})), HasSubstr("neither"));
}

TEST_F(TarUnpackSinkTest, keeps_to_its_limits) {
    limits_ = {.entries = 2};
    EXPECT_THAT(refusal(tar_entry({.name = "top/a"})), HasSubstr("one too many"));
    limits_ = {.entries = 10, .bytes = 8};
    EXPECT_THAT(refusal(tar_entry({.name = "top/a"}, "12345")), HasSubstr("too large"));
}

TEST_F(TarUnpackSinkTest, does_not_take_a_lie_about_a_size_for_truth) {
    unpack(kTop + tar_entry({.name = "top/a", .size = "77777777777"}, "short") + tar_end());
    EXPECT_EQ(log_.failure, TransferFailure::malformed);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(TarUnpackSinkTest, fails_where_the_stream_breaks_off) {
    const auto whole = kTop + tar_entry({.name = "top/a"}, std::string(2000, 'a')) +
                       tar_entry({.name = "top/b"}, "b") + tar_end();
    for (std::size_t length = 0; length + 1 < whole.size(); length += 511) {
        unpack(std::string_view{whole}.substr(0, length));
        EXPECT_EQ(log_.failure, TransferFailure::malformed) << length;
        EXPECT_THAT(names(), IsEmpty()) << length;
    }
}

TEST_F(TarUnpackSinkTest, fails_on_what_is_no_archive_or_more_than_one) {
    const auto whole = kTop + tar_end();
    for (const auto& stream : {varied(10'000), std::string(5000, 'x'), whole + "trailing",
                               whole + std::string(3'000'000, '\0') + "far behind"}) {
        unpack(stream);
        EXPECT_EQ(log_.failure, TransferFailure::malformed);
        EXPECT_THAT(names(), IsEmpty());
    }
    unpack(whole + std::string(std::size_t{9} * 1024, '\0'));
    EXPECT_TRUE(log_.finished) << "padding is no garbage";
}

TEST_F(TarUnpackSinkTest, does_not_unpack_what_is_compressed) {
    unpack(std::string{"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10} + varied(5000));
    EXPECT_EQ(log_.failure, TransferFailure::malformed);
}

TEST_F(TarUnpackSinkTest, with_another_digest_than_expected_leaves_nothing) {
    const auto sink = *open_sink();
    log_.listen_to(*sink);
    sink->write(bytes_of(kTop + tar_end()));
    sink->expect(Sha256{}.digest());
    sink->finish();
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::corrupt);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(TarUnpackSinkTest, on_a_disk_that_gets_full_fails_and_leaves_nothing) {
    const FileSizeLimit limit{1000};
    unpack(kTop + tar_entry({.name = "top/a"}, std::string(5000, 'a')) + tar_end());
    EXPECT_EQ(log_.failure, TransferFailure::disk_full);
    EXPECT_THAT(log_.why, HasSubstr("top/a"));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(TarUnpackSinkTest, replaces_nothing_before_or_meanwhile) {
    folder_.write("out", "mine");
    EXPECT_EQ(open_sink().error().reason, TransferFailure::exists);
    fs::remove(out());
    const auto sink = *open_sink();
    log_.listen_to(*sink);
    folder_.write("out/mine", "mine");
    sink->write(bytes_of(kTop + tar_end()));
    sink->finish();
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::exists);
    EXPECT_THAT(names(), ElementsAre("out"));
    EXPECT_EQ(content(out() / "mine"), "mine");
    EXPECT_EQ(open_sink().error().reason, TransferFailure::exists);
}

TEST_F(TarUnpackSinkTest, leaves_other_parts_alone_and_says_when_there_is_no_room) {
    folder_.write("out.part/mine", "mine");
    unpack(kTop + tar_end());
    EXPECT_THAT(names(), ElementsAre("out", "out.part"));
    EXPECT_EQ(content(folder_.path() / "out.part/mine"), "mine");
    fs::remove_all(out());
    EXPECT_EQ(open_sink(std::uint64_t{1} << 62).error().reason, TransferFailure::disk_full);
}

TEST_F(TarUnpackSinkTest, goes_as_deep_as_allowed) {
    std::string path;
    for (std::size_t depth = 0; depth < kDeepest; ++depth) path += "d/";
    // Longer than a plain header has room for.
    unpack(tar_entry({.name = "x", .type = 'x'}, pax_record("path", path + "f")) +
           tar_entry({.name = "f"}, "deep") + tar_end());
    ASSERT_TRUE(log_.finished) << log_.why;
    EXPECT_EQ(content(out() / path.substr(2) / "f"), "deep");
}

}  // namespace
