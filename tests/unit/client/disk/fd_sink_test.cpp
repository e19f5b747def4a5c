// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/fd_sink.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "unit/client/disk/disk_test.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::HasSubstr;

class FdSinkTest : public DiskTest {
  protected:
    void SetUp() override {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
        out_ = FileDescriptor{ends[0]};
        in_ = FileDescriptor{ends[1]};
    }
    void put(FileSink& sink, std::string_view text) {
        log_.listen_to(sink);
        sink.write(bytes_of(text));
        sink.finish();
    }

    FileDescriptor out_;
    FileDescriptor in_;
    SinkLog log_;
};

TEST_F(FdSinkTest, passes_on_more_than_a_pipe_holds_as_it_is_read) {
    const auto text = varied(1'000'000);
    std::string came;
    std::thread reader{[&] {
        std::array<char, 5000> room{};
        ssize_t length = 0;
        while ((length = ::read(out_.get(), room.data(), room.size())) > 0)
            came.append(room.data(), static_cast<std::size_t>(length));
    }};
    {
        FdSink sink{threads_, std::move(in_), {.hash = Sha256{}}};
        put(sink, text);
        run_until([&] { return log_.over(); });
        EXPECT_TRUE(log_.finished);
        EXPECT_EQ(log_.taken, text.size());
        EXPECT_TRUE(sink.digest());
    }
    reader.join();
    EXPECT_EQ(came, text);
}

TEST_F(FdSinkTest, does_not_block_the_loop_nor_its_own_end_when_nobody_reads) {
    auto sink = std::make_unique<FdSink>(threads_, std::move(in_));
    put(*sink, varied(1'000'000));
    sink.reset();
    loop_.restart();
    loop_.run();
    EXPECT_FALSE(log_.over());
}

TEST_F(FdSinkTest, fails_when_the_reader_is_gone_and_lives_on) {
    FdSink sink{threads_, std::move(in_), {.explain = log_.explain()}};
    out_ = FileDescriptor{};
    put(sink, "abc");
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::unwritable);
    EXPECT_THAT(log_.why, HasSubstr("nobody reads it any more"));
}

TEST_F(FdSinkTest, fails_when_there_is_no_room) {
    FdSink sink{threads_,
                FileDescriptor{::open("/dev/full", O_WRONLY | O_CLOEXEC)},
                {.explain = log_.explain()}};
    put(sink, "abc");
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::disk_full);
    EXPECT_THAT(log_.why, HasSubstr("the disk is full"));
}

TEST_F(FdSinkTest, goes_on_in_a_file_where_its_opener_was) {
    const auto path = folder_.write("out", "before ");
    FdSink sink{threads_, FileDescriptor{::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC)}};
    put(sink, "after");
    run_until([&] { return log_.over(); });
    EXPECT_EQ(content(path), "before after");
}

}  // namespace
