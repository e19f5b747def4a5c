// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/disk/folder_builder.hpp"
#include "client/disk/tar_reader.hpp"
#include "client/disk/tar_unpack_sink.hpp"
#include "unit/client/disk/disk_test.hpp"
#include "unit/client/disk/hostile_tar.hpp"

namespace keks::test {

// A folder of which a stream brings a part.
class TarUnpackResumeTest : public DiskTest {
  protected:
    using TarUnpackSink = client::disk::TarUnpackSink;
    using PartialFolder = client::disk::PartialFolder;
    using Sha256 = client::disk::Sha256;
    using FoundFolder = client::disk::DiskResult<std::optional<PartialFolder>>;

    [[nodiscard]] TarUnpackSink::Place place() const {
        return {folder_.path(), "out", stream_.size(), true};
    }
    std::unique_ptr<TarUnpackSink> begin() {
        log_ = {};
        return std::make_unique<TarUnpackSink>(
            threads_, place(), TarUnpackSink::Limits{},
            client::disk::ThreadSink::Options{.hash = Sha256{}, .explain = log_.explain()});
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
        for (const auto& name : names())
            client::disk::remove_tree(AT_FDCWD, (folder_.path() / name).c_str());
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
        EXPECT_THAT(names(), testing::ElementsAre("out"));
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
    static struct stat status_of(const std::filesystem::path& path) {
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
        const auto journal = std::filesystem::last_write_time(folder_.path() / "out.part.journal");
        do folder_.write("probe", "");
        while (std::filesystem::last_write_time(probe) <= journal);
        std::filesystem::remove(probe);
    }
    // Paths, kinds, permissions, lengths and times of all that is there.
    [[nodiscard]] std::vector<std::string> everything() const {
        std::vector<std::string> all;
        for (const auto& each : std::filesystem::recursive_directory_iterator{folder_.path()}) {
            const auto status = status_of(each.path());
            all.push_back(each.path().string() + " " + std::to_string(status.st_mode) + " " +
                          std::to_string(status.st_size) + " " +
                          std::to_string(status.st_ctim.tv_sec) + "." +
                          std::to_string(status.st_ctim.tv_nsec));
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    [[nodiscard]] std::filesystem::path out() const { return folder_.path() / "out"; }
    [[nodiscard]] std::filesystem::path part() const { return folder_.path() / "out.part"; }
    // Where an entry's bytes begin.
    [[nodiscard]] std::size_t in(std::string_view name) const {
        return stream_.find(std::string{name} + '\0') + client::disk::TarReader::kBlock;
    }

    const std::string long_ = varied(3 * client::disk::Feed::kPortion + 1234);
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

}  // namespace keks::test
