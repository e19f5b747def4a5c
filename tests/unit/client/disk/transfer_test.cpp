// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/disk_sink.hpp"
#include "client/disk/disk_source.hpp"
#include "client/resources/file_receiver.hpp"
#include "client/resources/file_sender.hpp"
#include "support/fake_data_channel.hpp"
#include "support/manual_clock.hpp"
#include "unit/client/disk/disk_test.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;

class DiskTransfer : public DiskTest {
  protected:
    // As the network does: what the one end sent the other gets.
    void carry() {
        for (const auto length : std::exchange(near_.lengths, {})) {
            far_.deliver(std::string_view{near_.bytes}.substr(0, length));
            near_.bytes.erase(0, length);
        }
        for (const auto& text : std::exchange(near_.texts, {})) far_.deliver(text, true);
        for (const auto& text : std::exchange(far_.texts, {})) near_.deliver(text, true);
        if (near_.buffered > 0) near_.drain();
        if (std::exchange(far_.closed, false)) near_.close();
    }

    keks::client::test::ManualClock clock_;
    ChannelLog near_;
    ChannelLog far_;
};

// Says another digest than that of the bytes.
class LyingSource : public DiskSource {
  public:
    using DiskSource::DiskSource;
    [[nodiscard]] std::optional<Digest> digest() const override {
        auto said = DiskSource::digest();
        if (said) said->front() ^= std::byte{1};
        return said;
    }
};

TEST_F(DiskTransfer, of_a_sender_that_lies_about_its_digest_fails_at_both_ends) {
    const auto text = varied(3'000'000);
    auto sink = *answer<DiskResult<std::unique_ptr<DiskSink>>>([&](auto opened) {
        return DiskSink::open(threads_,
                              {.folder = folder_.path(), .name = "a", .size = text.size()},
                              {.keep_partial = true, .hash = true}, opened);
    });
    std::optional<TransferFailure> at_receiver;
    std::optional<TransferFailure> at_sender;
    far_.open = true;
    FileReceiver receiver{clock_,
                          std::make_unique<FakeDataChannel>(far_),
                          std::move(sink),
                          {.size = text.size(), .digest = true},
                          {.done = {}, .failed = [&](TransferFailure why) { at_receiver = why; }}};
    FileSender sender{
        clock_,
        std::make_unique<FakeDataChannel>(near_),
        std::make_unique<LyingSource>(threads_, open(folder_.write("from/a", text)), 0,
                                      PooledSource::Options{.hash = Sha256{}}),
        {.size = text.size(), .digest = true},
        {.started = {}, .done = {}, .failed = [&](TransferFailure why) { at_sender = why; }}};
    near_.become_open();
    run_until([&] {
        carry();
        return at_sender.has_value();
    });
    EXPECT_EQ(at_receiver, TransferFailure::corrupt);
    EXPECT_EQ(at_sender, TransferFailure::unconfirmed);
    EXPECT_EQ(names(), std::vector<std::string>{"from"});
}

TEST_F(DiskTransfer, brings_a_file_from_one_disk_to_another) {
    const auto text = varied(20'000'000);
    const auto path = folder_.write("from/a", text);
    auto sink = *answer<DiskResult<std::unique_ptr<DiskSink>>>([&](auto opened) {
        return DiskSink::open(threads_,
                              {.folder = folder_.path(), .name = "a", .size = text.size()},
                              {.hash = true}, opened);
    });
    bool sent = false;
    bool saved = false;
    far_.open = true;
    FileReceiver receiver{clock_,
                          std::make_unique<FakeDataChannel>(far_),
                          std::move(sink),
                          {.size = text.size(), .acks = true, .digest = true},
                          {.done = [&] { saved = true; }, .failed = {}}};
    FileSender sender{clock_,
                      std::make_unique<FakeDataChannel>(near_),
                      std::make_unique<DiskSource>(threads_, open(path), 0,
                                                   PooledSource::Options{.hash = Sha256{}}),
                      {.size = text.size(), .acks = true, .digest = true},
                      {.started = {}, .done = [&] { sent = true; }, .failed = {}}};
    near_.become_open();
    run_until([&] {
        carry();
        return sent;
    });
    EXPECT_TRUE(saved);
    EXPECT_EQ(content(folder_.path() / "a"), text);
    EXPECT_EQ(far_.pauses, far_.resumes);
}

}  // namespace
