// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tar_source.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "client/disk/tar_reader.hpp"
#include "client/disk/tar_unpack_sink.hpp"
#include "client/disk/utf8_locale.hpp"
#include "client/resources/framing.hpp"
#include "support/not_root.hpp"
#include "unit/client/disk/disk_test.hpp"

namespace {

namespace fs = std::filesystem;
using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::ElementsAre;
using testing::HasSubstr;

using Planned = DiskResult<std::shared_ptr<const TarPlan>>;

class TarSourceTest : public DiskTest {
  protected:
    Planned plan(std::vector<fs::path> paths) {
        return answer<Planned>(
            [&](auto planned) { return plan_tar(threads_, std::move(paths), planned); });
    }
    Planned plan() { return plan({top()}); }
    std::optional<std::string> stream_of(const Planned& planned) {
        why_.clear();
        TarSource source{
            threads_, planned.value(), {.explain = [this](const auto& words) { why_ = words; }}};
        return read(source);
    }
    DiskResult<TarRest> skip(const std::shared_ptr<const TarPlan>& plan, std::uint64_t bytes) {
        return answer<DiskResult<TarRest>>(
            [&](auto skipped) { return skip_tar(threads_, plan, bytes, skipped); });
    }
    [[nodiscard]] fs::path top() const { return folder_.path() / "top"; }

    std::string why_;
};

// The paths in a stream, in its order.
std::vector<std::string> paths_in(std::string_view stream) {
    const Utf8Locale locale;
    bool read = false;
    TarReader reader{[&]() -> std::optional<std::span<const std::byte>> {
        return bytes_of(std::exchange(read, true) ? std::string_view{} : stream);
    }};
    std::vector<std::string> paths;
    while (const auto entry = reader.next().value()) paths.push_back(entry->path);
    return paths;
}

auto left_out(const char* path, const char* why) {
    return testing::AllOf(testing::Field(&TreeWalk::Omission::path, path),
                          testing::Field(&TreeWalk::Omission::why, why));
}

TEST_F(TarSourceTest, is_as_long_as_planned_and_always_in_the_same_order) {
    folder_.write("top/b", varied(3 * framing::block + 1));
    folder_.write("top/a/z", "1");
    folder_.write("top/a/.hidden", varied(512));
    folder_.write("top/c/ü写👩 (1)", "");
    folder_.write("top/" + std::string(200, 'n'), "long name");
    const auto planned = plan();
    ASSERT_TRUE(planned) << planned.error().why;
    const auto stream = stream_of(planned);
    ASSERT_TRUE(stream) << why_;
    EXPECT_EQ(stream->size(), (*planned)->size);
    EXPECT_THAT(paths_in(*stream),
                ElementsAre("top", "top/a", "top/a/.hidden", "top/a/z", "top/b", "top/c",
                            "top/c/ü写👩 (1)", "top/" + std::string(200, 'n')));
    EXPECT_EQ(stream_of(planned), stream) << "for another receiver as well";
}

TEST_F(TarSourceTest, goes_on_behind_what_a_receiver_has) {
    folder_.write("top/a", varied(3 * framing::block + 1));
    folder_.write("top/b", "second");
    const auto planned = plan();
    const auto whole = stream_of(planned).value();
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, framing::block,
                                    2 * framing::block + 777, whole.size() - 1, whole.size()}) {
        auto rest = skip(*planned, bytes);
        ASSERT_TRUE(rest) << bytes;
        Sha256 before;
        before.update(bytes_of(whole).first(bytes));
        EXPECT_EQ(rest->before.digest(), before.digest()) << bytes;
        const auto hash = rest->before;
        TarSource source{threads_, *std::move(rest), {.hash = hash}};
        EXPECT_EQ(read(source), whole.substr(bytes)) << bytes;
        Sha256 all;
        all.update(bytes_of(whole));
        EXPECT_EQ(source.digest(), all.digest()) << bytes;
    }
    EXPECT_EQ(skip(*planned, whole.size() + 1).error().reason, TransferFailure::wrong_size);
    folder_.write("top/b", "changed meanwhile");
    EXPECT_EQ(skip(*planned, whole.size() - 1).error().reason, TransferFailure::unreadable);
}

TEST_F(TarSourceTest, comes_out_as_it_went_in) {
    const auto text = varied(2 * framing::block + 77);
    folder_.write("top/sub/a", text);
    fs::permissions(top() / "sub/a", fs::perms{0751});
    fs::create_hard_link(top() / "sub/a", top() / "b");
    fs::create_symlink("sub/a", top() / "link");
    fs::create_symlink("../b", top() / "sub/up");
    fs::create_directory(top() / "empty");
    const std::array<timespec, 2> times{timespec{1, 0}, timespec{1'234'567'890, 0}};
    ASSERT_EQ(utimensat(AT_FDCWD, (top() / "sub/a").c_str(), times.data(), 0), 0);
    ASSERT_EQ(utimensat(AT_FDCWD, (top() / "sub").c_str(), times.data(), 0), 0);

    const auto planned = plan();
    TarSource source{threads_, planned.value(), {.hash = Sha256{}}};
    const auto stream = read(source);
    ASSERT_TRUE(stream);
    using OpenedSink = DiskResult<std::unique_ptr<TarUnpackSink>>;
    const auto sink = *answer<OpenedSink>([&](auto opened) {
        return TarUnpackSink::open(threads_, {folder_.path(), "out", stream->size()}, {},
                                   {.hash = Sha256{}}, opened);
    });
    SinkLog log;
    log.listen_to(*sink);
    sink->write(bytes_of(*stream));
    sink->expect(*source.digest());
    sink->finish();
    run_until([&] { return log.over(); });
    ASSERT_TRUE(log.finished);

    const auto out = folder_.path() / "out";
    EXPECT_EQ(content(out / "sub/a"), text);
    EXPECT_EQ(content(out / "b"), text);
    EXPECT_EQ(fs::hard_link_count(out / "b"), 1U);
    EXPECT_EQ(fs::read_symlink(out / "link"), "sub/a");
    EXPECT_EQ(fs::read_symlink(out / "sub/up"), "../b");
    EXPECT_TRUE(fs::is_empty(out / "empty"));
    EXPECT_EQ(fs::status(out / "sub/a").permissions(), fs::perms{0751});
    EXPECT_EQ(fs::last_write_time(out / "sub/a"), fs::last_write_time(top() / "sub/a"));
    EXPECT_EQ(fs::last_write_time(out / "sub"), fs::last_write_time(top() / "sub"));
}

TEST_F(TarSourceTest, leaves_out_devices_and_links_that_lead_elsewhere_and_says_so) {
    folder_.write("top/a", "");
    ASSERT_EQ(mkfifo((top() / "fifo").c_str(), 0600), 0);
    fs::create_symlink("/etc/passwd", top() / "absolute");
    fs::create_symlink("../other", top() / "outside");
    const auto planned = plan();
    EXPECT_EQ((*planned)->skipped_count, 3U);
    EXPECT_THAT((*planned)->skipped,
                ElementsAre(left_out("top/absolute", "is a link that leads elsewhere"),
                            left_out("top/fifo", "is neither a file, a folder nor a link"),
                            left_out("top/outside", "is a link that leads elsewhere")));
    EXPECT_THAT(paths_in(*stream_of(planned)), ElementsAre("top", "top/a"));
}

TEST_F(TarSourceTest, tells_of_much_that_is_left_out_only_the_beginning) {
    folder_.write("top/a", "");
    for (int number = 0; number < 30; ++number)
        fs::create_symlink("/", top() / ("l" + std::to_string(number)));
    const auto planned = plan();
    EXPECT_EQ((*planned)->skipped_count, 30U);
    EXPECT_EQ((*planned)->skipped.size(), TarPlan::kMostSkipped);
}

TEST_F(TarSourceTest, follows_links_that_are_named_but_none_below_them) {
    folder_.write("top/a", "");
    folder_.write("elsewhere/secret", "");
    fs::create_symlink("../elsewhere", top() / "l");
    fs::create_symlink("top", folder_.path() / "named");
    EXPECT_THAT(paths_in(*stream_of(plan({folder_.path() / "named"}))),
                ElementsAre("named", "named/a"));
}

TEST_F(TarSourceTest, takes_several_paths_as_they_are_given) {
    const fs::path b = folder_.write("x/b", "1");
    folder_.write("y/a/c", "2");
    EXPECT_THAT(paths_in(*stream_of(plan({b, folder_.path() / "y/a/"}))),
                ElementsAre("b", "a", "a/c"));
    EXPECT_THAT(paths_in(*stream_of(plan({folder_.path() / "y/a/."}))), ElementsAre("a", "a/c"));
    EXPECT_THAT(paths_in(*stream_of(plan({folder_.path() / "y/a/.."}))),
                ElementsAre("y", "y/a", "y/a/c"));
}

TEST_F(TarSourceTest, says_beforehand_what_cannot_be_sent) {
    folder_.write("top/a", "");
    EXPECT_THAT(plan({top(), folder_.path() / "other/top"}).error().why, HasSubstr("same name"));
    EXPECT_THAT(plan({folder_.path() / "none"}).error().why, HasSubstr("does not exist"));
    EXPECT_THAT(plan({"/"}).error().why, HasSubstr("no name"));
    ASSERT_EQ(mkfifo((folder_.path() / "fifo").c_str(), 0600), 0);
    EXPECT_THAT(plan({folder_.path() / "fifo"}).error().why, HasSubstr("nothing in it"));
    const fs::path evil = folder_.write("top/evil\x1b[2J", "");
    const auto refused = plan().error();
    EXPECT_EQ(refused.reason, TransferFailure::refused);
    EXPECT_THAT(refused.why, HasSubstr("top/evil\\x1b[2J has a name with controls"));
    fs::remove(evil);

    fs::permissions(folder_.path(), fs::perms{0755});
    fs::permissions(top() / "a", fs::perms{0});
    const NotRoot nobody;
    EXPECT_THAT(plan().error().why, HasSubstr("top/a: you are not allowed to"));
}

TEST_F(TarSourceTest, lists_what_has_no_fit_name_so_that_it_can_be_found) {
    folder_.write("top/a", "");
    folder_.write("top/b\n", "");
    folder_.write("top/c\xff\\", "");
    folder_.write("top/\u202e/inside", "");
    const std::string fault = " has a name with controls, or that is not UTF-8; ";
    EXPECT_EQ(plan().error().why, R"(top/b\x0a)" + fault + R"(top/c\xff\\)" + fault +
                                      R"(top/\xe2\x80\xae)" + fault + "rename them before sending");
    for (int number = 0; number < 9; ++number)
        folder_.write("top/b\n" + std::to_string(number), "");
    const auto many = plan().error().why;
    EXPECT_THAT(many, HasSubstr(R"(top/b\x0a8)" + fault + "and 2 more; rename them"));
    EXPECT_THAT(many, testing::Not(HasSubstr("top/c")));
}

TEST_F(TarSourceTest, fails_when_a_file_has_another_size_than_announced_and_names_it) {
    folder_.write("top/a", "12345");
    folder_.write("top/b", "12345");
    const auto planned = plan();
    folder_.write("top/b", "123456");
    EXPECT_EQ(stream_of(planned), std::nullopt);
    EXPECT_THAT(why_, HasSubstr("top/b has changed"));
    folder_.write("top/b", "54321");
    EXPECT_TRUE(stream_of(planned)) << "other bytes, but as many";
}

TEST_F(TarSourceTest, fails_when_something_was_added_or_removed) {
    folder_.write("top/a", "");
    folder_.write("top/c", "");
    const auto planned = plan();
    folder_.write("top/b", "");
    EXPECT_EQ(stream_of(planned), std::nullopt);
    EXPECT_THAT(why_, HasSubstr("top/b has changed"));
    fs::remove(top() / "b");
    EXPECT_TRUE(stream_of(planned));
    fs::remove(top() / "c");
    EXPECT_EQ(stream_of(planned), std::nullopt) << "at the very end";
    EXPECT_THAT(why_, HasSubstr("top has changed"));
}

TEST_F(TarSourceTest, hands_out_its_last_byte_only_when_it_is_as_long_as_planned) {
    folder_.write("top/a", "");
    const auto planned = plan();
    folder_.write("top/b", "");
    TarSource source{threads_, planned.value()};
    // Those who send stop at the announced size, and would take what came so far for all.
    EXPECT_EQ(read(source), std::nullopt);
}

TEST_F(TarSourceTest, fails_when_a_file_becomes_shorter_while_it_is_sent) {
    const auto path = folder_.write("top/a", std::string(4 * framing::block, 'a'));
    const auto planned = plan();
    TarSource source{
        threads_, planned.value(), {.explain = [this](const auto& words) { why_ = words; }}};
    bool answered = false;
    source.next([&](const auto& block) { answered = block.has_value(); });
    run_until([&] { return answered; });
    fs::resize_file(path, framing::block);
    EXPECT_EQ(read(source), std::nullopt);
    EXPECT_THAT(why_, HasSubstr("top/a has changed"));
}

TEST_F(TarSourceTest, knows_the_length_of_what_is_too_large_for_a_plain_header) {
    folder_.write("top/a", "");
    const auto without = plan().value()->size;
    fs::resize_file(top() / "a", std::uintmax_t{10} << 30);
    // The file, and a pax header of two blocks for its size.
    EXPECT_EQ(plan().value()->size, without + (std::uint64_t{10} << 30) + 1024);
}

TEST_F(TarSourceTest, goes_no_deeper_than_receivers_do) {
    std::string path = "top";
    for (int depth = 0; depth < 101; ++depth) path += "/d";
    folder_.write(path, "");
    EXPECT_THAT(plan().error().why, HasSubstr("too deep"));
}

TEST_F(TarSourceTest, is_planned_no_further_when_nobody_wants_it) {
    folder_.write("top/a", "");
    bool called = false;
    (void)plan_tar(threads_, {top()}, [&](const auto&) { called = true; });
    loop_.restart();
    loop_.run();
    EXPECT_FALSE(called);
}

}  // namespace
