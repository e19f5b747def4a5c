// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "client/resources/file_sender.hpp"
#include "client/resources/framing.hpp"
#include "support/fake_data_channel.hpp"
#include "support/manual_clock.hpp"

namespace keks::client::test {

using keks::test::ChannelLog;
using keks::test::FakeDataChannel;

// Gives blocks of a text when told to, as a disk would.
struct Disk {
    std::string content;
    std::size_t at = 0;
    bool broken = false;
    std::optional<Digest> digest;  // told at the end
    BlockSource::Ready asked;

    bool answer() {
        if (!asked) return false;
        const auto part = content.substr(at, framing::block);
        at += part.size();
        const auto bytes = std::as_bytes(std::span{part});
        auto block = BlockSource::Block(bytes.begin(), bytes.end());
        std::exchange(asked, nullptr)(broken ? std::nullopt : std::optional{std::move(block)});
        return true;
    }
};

class DiskSource : public BlockSource {
  public:
    explicit DiskSource(Disk& disk) : disk_(disk) {}
    ~DiskSource() override { disk_.asked = nullptr; }
    void next(Ready ready) override {
        ASSERT_FALSE(disk_.asked) << "one at a time";
        disk_.asked = std::move(ready);
    }
    [[nodiscard]] std::optional<Digest> digest() const override {
        return disk_.at == disk_.content.size() ? disk_.digest : std::nullopt;
    }

  private:
    Disk& disk_;
};

inline std::string content_of(std::size_t size) {
    std::string content(size, 'x');
    for (std::size_t at = 0; at < size; ++at) content[at] = static_cast<char>(at * 31 / 7);
    return content;
}

struct Sending {
    ManualClock clock;
    ChannelLog channel;
    Disk disk;
    std::string events;
    std::unique_ptr<FileSender> sender;

    Sending(std::size_t announced, std::string content, bool acks = false,
            std::optional<Digest> digest = {})
        : Sending{std::move(content), {.size = announced, .acks = acks, .digest = !!digest}} {
        disk.digest = digest;
    }
    Sending(std::string content, FileSender::Options options) {
        disk.content = std::move(content);
        sender = std::make_unique<FileSender>(
            clock, std::make_unique<FakeDataChannel>(channel), std::make_unique<DiskSource>(disk),
            options,
            FileSender::Events{.started = [this] { events += "started "; },
                               .done = [this] { ended("done"); },
                               .failed =
                                   [this](TransferFailure reason) {
                                       ended("failed " + std::to_string(static_cast<int>(reason)));
                                   }});
    }
    void ended(const std::string& how) {
        events += how;
        sender.reset();  // which an owner may do
    }
    void read_all() {
        while (disk.answer()) channel.drain();
    }
};

inline std::string failed(TransferFailure reason) {
    return "started failed " + std::to_string(static_cast<int>(reason));
}

}  // namespace keks::client::test
