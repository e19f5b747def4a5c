// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "client/disk/disk_sink.hpp"
#include "unit/client/disk/disk_test.hpp"

namespace keks::test {

// Sinks called "a" in the test's folder.
class DiskSinkTest : public DiskTest {
  protected:
    using DiskSink = client::disk::DiskSink;
    using Opened = client::disk::DiskResult<std::unique_ptr<DiskSink>>;
    using Found = client::disk::DiskResult<std::optional<client::disk::PartFile>>;

    Opened open_sink(const DiskSink::Place& place, const DiskSink::SinkOptions& options = {}) {
        return answer<Opened>(
            [&](auto opened) { return DiskSink::open(threads_, place, options, opened); });
    }
    std::unique_ptr<DiskSink> sink(const DiskSink::SinkOptions& options = {}) {
        auto opened = open_sink(place("a"), options);
        EXPECT_TRUE(opened) << opened.error().why;
        log_.listen_to(**opened);
        return *std::move(opened);
    }
    [[nodiscard]] DiskSink::Place place(std::string name, std::uint64_t size = 0) const {
        return {.folder = folder_.path(), .name = std::move(name), .size = size};
    }
    Found find(const DiskSink::Place& place) {
        return answer<Found>(
            [&](auto found) { return client::disk::find_partial(threads_, place, found); });
    }
    // Writes and waits until it is on the disk.
    void put(client::FileSink& sink, std::string_view text) {
        const auto before = log_.taken;
        sink.write(bytes_of(text));
        run_until([&] { return log_.taken == before + text.size() || log_.over(); });
    }
    void finish(client::FileSink& sink) {
        sink.finish();
        run_until([&] { return log_.over(); });
    }
    // All that threads had to do is done.
    void settle() {
        loop_.restart();
        loop_.run();
    }

    SinkLog log_;
};

}  // namespace keks::test
