// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/open_file.hpp"
#include "client/disk/thread_sink.hpp"
#include "client/resources/block_source.hpp"
#include "support/bytes_of.hpp"
#include "support/temporary_directory.hpp"

namespace keks::test {

// A loop, threads and a folder for tests of what waits for disks.
class DiskTest : public ::testing::Test {
  protected:
    // Until it is so; a test whose answer never comes fails after what no machine needs.
    void run_until(const std::function<bool()>& so) {
        loop_.restart();
        while (!so()) ASSERT_GT(loop_.run_one_for(std::chrono::seconds{60}), 0U) << "no answer";
    }

    // Starts something with the callback that it gets, and returns what that is called with.
    template <typename Answer, typename Start>
    Answer answer(Start start) {
        std::optional<Answer> came;
        const client::disk::DiskJob job =
            start([&](Answer given) { came.emplace(std::move(given)); });
        run_until([&] { return came.has_value(); });
        return *std::move(came);
    }

    std::shared_ptr<const client::disk::OpenFile> open(const std::string& path) {
        using Opened = client::disk::DiskResult<std::shared_ptr<const client::disk::OpenFile>>;
        return answer<Opened>(
                   [&](auto opened) { return client::disk::open_file(threads_, path, opened); })
            .value();
    }

    // All that comes of it; nothing: it failed.
    std::optional<std::string> read(client::BlockSource& source) {
        std::string content;
        while (true) {
            bool answered = false;
            std::optional<client::BlockSource::Block> block;
            source.next([&](auto given) {
                block = std::move(given);
                answered = true;
            });
            EXPECT_FALSE(answered) << "called back from within";
            run_until([&] { return answered; });
            if (!block) return std::nullopt;
            if (block->empty()) return content;
            content.append(reinterpret_cast<const char*>(block->data()), block->size());
        }
    }

    [[nodiscard]] static std::string content(const std::filesystem::path& path) {
        std::ifstream file{path, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& each : std::filesystem::directory_iterator{folder_.path()})
            found.push_back(each.path().filename().string());
        std::sort(found.begin(), found.end());
        return found;
    }

    TemporaryDirectory folder_;
    boost::asio::io_context loop_{1};
    client::disk::DiskThreads threads_{loop_.get_executor()};
};

// What a sink tells.
struct SinkLog {
    std::uint64_t taken = 0;
    bool finished = false;
    std::optional<client::TransferFailure> failure;
    std::string why;

    void listen_to(client::FileSink& sink) {
        sink.listen({.taken = [this](std::uint64_t bytes) { taken = bytes; },
                     .finished = [this] { finished = true; },
                     .failed = [this](client::TransferFailure reason) { failure = reason; }});
    }
    [[nodiscard]] client::disk::Explain explain() {
        return [this](const std::string& words) { why = words; };
    }
    [[nodiscard]] bool over() const { return finished || failure.has_value(); }
};

// Not the same anywhere, so that what is lost or doubled shows.
inline std::string varied(std::size_t length) {
    std::string text(length, '\0');
    std::uint32_t state = 1;
    for (char& each : text) {
        state = state * 1664525 + 1013904223;
        each = static_cast<char>(state >> 24);
    }
    return text;
}

}  // namespace keks::test
