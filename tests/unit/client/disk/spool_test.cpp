// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/spool.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <array>

#include "client/disk/disk_source.hpp"
#include "unit/client/disk/disk_test.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::HasSubstr;
using testing::IsEmpty;

using Opened = DiskResult<std::shared_ptr<const OpenFile>>;

class SpoolTest : public DiskTest {
  protected:
    void SetUp() override {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
        out_ = FileDescriptor{ends[0]};
        in_ = FileDescriptor{ends[1]};
    }
    // At most what a pipe holds.
    void type(std::string_view text) {
        ASSERT_EQ(::write(in_.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
        in_ = FileDescriptor{};
    }
    Opened spooled(FileDescriptor input, const std::filesystem::path& folder,
                   std::uint64_t most = 1000) {
        return answer<Opened>([&](auto opened) {
            return spool(threads_, std::move(input), {.folder = folder, .most = most}, opened);
        });
    }
    std::optional<std::string> read_all(const Opened& file) {
        DiskSource source{threads_, file.value()};
        return read(source);
    }

    FileDescriptor out_;
    FileDescriptor in_;
};

TEST_F(SpoolTest, knows_the_size_of_what_came_through_a_pipe_and_leaves_no_name) {
    type("typed");
    const auto file = spooled(std::move(out_), folder_.path());
    ASSERT_TRUE(file);
    EXPECT_EQ((*file)->size, 5U);
    EXPECT_THAT(names(), IsEmpty());
    EXPECT_EQ(read_all(file), "typed");
    EXPECT_EQ(read_all(file), "typed") << "for another receiver as well";
}

TEST_F(SpoolTest, takes_a_redirected_file_itself_from_where_it_was_read_to) {
    FileDescriptor input{::open(folder_.write("a", "read unread").c_str(), O_RDONLY | O_CLOEXEC)};
    ASSERT_EQ(::lseek(input.get(), 5, SEEK_SET), 5);
    const auto file = spooled(std::move(input), "/nowhere");
    ASSERT_TRUE(file);
    EXPECT_EQ((*file)->size, 6U);
    EXPECT_EQ(read_all(file), "unread");
}

TEST_F(SpoolTest, takes_no_more_than_it_may) {
    type("0123456789");
    const auto refused = spooled(std::move(out_), folder_.path(), 9).error();
    EXPECT_EQ(refused.reason, TransferFailure::refused);
    EXPECT_THAT(refused.why, HasSubstr("longer than the 9 bytes"));
}

TEST_F(SpoolTest, says_what_to_do_when_the_folder_takes_nothing) {
    type("abc");
    const auto refused = spooled(std::move(out_), folder_.path() / "none").error();
    EXPECT_EQ(refused.reason, TransferFailure::unwritable);
    EXPECT_THAT(refused.why, HasSubstr("TMPDIR chooses another folder"));
}

TEST_F(SpoolTest, is_given_up_while_it_waits) {
    bool called = false;
    auto job = spool(threads_, std::move(out_), {.folder = folder_.path(), .most = 9},
                     [&](const auto&) { called = true; });
    job = DiskJob{};
    loop_.restart();
    loop_.run();
    EXPECT_FALSE(called);
}

TEST_F(SpoolTest, is_of_no_folder) {
    const auto refused =
        spooled(FileDescriptor{::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)}, folder_.path());
    EXPECT_EQ(refused.error().reason, TransferFailure::unreadable);
}

}  // namespace
