// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "client/resources/file_receiver.hpp"
#include "support/fake_data_channel.hpp"
#include "support/manual_clock.hpp"

namespace keks::client::test {

using keks::test::ChannelLog;
using keks::test::FakeDataChannel;

struct SinkLog {
    FileSink::Events events;
    std::string bytes;
    std::optional<Digest> expected;
    bool finishing = false;
    bool kept = false;
    bool gone = false;
};

class FakeSink : public FileSink {
  public:
    explicit FakeSink(SinkLog& log) : log_(log) {}
    ~FakeSink() override { log_.gone = true; }
    void listen(Events events) override { log_.events = std::move(events); }
    void write(std::span<const std::byte> bytes) override {
        log_.bytes.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    void expect(const Digest& digest) override { log_.expected = digest; }
    void keep() override { log_.kept = true; }
    void finish() override { log_.finishing = true; }

  private:
    SinkLog& log_;
};

// Bytes that are there from an earlier try.
struct Already {
    std::uint64_t bytes = 0;
};

struct Receiving {
    ManualClock clock;
    ChannelLog channel;
    SinkLog sink;
    std::string events;
    std::unique_ptr<FileReceiver> receiver;

    explicit Receiving(std::uint64_t size, bool acks = false, bool digest = false) {
        channel.open = true;
        receiver = std::make_unique<FileReceiver>(
            clock, std::make_unique<FakeDataChannel>(channel), std::make_unique<FakeSink>(sink),
            FileReceiver::Options{.size = size, .acks = acks, .digest = digest}, all_events());
    }
    Receiving(std::uint64_t size, Already there, bool acks = false) {
        channel.open = true;
        receiver = std::make_unique<FileReceiver>(
            clock, std::make_unique<FakeDataChannel>(channel),
            FileReceiver::Beginning{there.bytes,
                                    [this](std::uint64_t from) {
                                        events += "from " + std::to_string(from) + " ";
                                        return std::make_unique<FakeSink>(sink);
                                    }},
            FileReceiver::Options{.size = size, .acks = acks}, all_events());
    }
    FileReceiver::Events all_events() {
        return {.done = [this] { ended("done"); },
                .failed =
                    [this](TransferFailure reason) {
                        ended(std::to_string(static_cast<int>(reason)));
                    }};
    }
    void ended(const std::string& how) {
        events += how;
        receiver.reset();  // which an owner may do
    }
    void expect(TransferFailure reason) const {
        EXPECT_EQ(events, std::to_string(static_cast<int>(reason)));
        EXPECT_TRUE(sink.gone);
        EXPECT_FALSE(sink.finishing);
    }
};

}  // namespace keks::client::test
