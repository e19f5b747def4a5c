// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/file_receiver.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "client/resources/framing.hpp"

namespace keks::client {
namespace {

constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20U;

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

FileReceiver::FileReceiver(Clock& clock, std::unique_ptr<DataChannel> channel,
                           std::unique_ptr<FileSink> sink, Options options, Events events)
    : clock_(clock), channel_(std::move(channel)), options_(options), events_(std::move(events)) {
    receive(std::move(sink), 0);
    listen();
}

FileReceiver::FileReceiver(Clock& clock, std::unique_ptr<DataChannel> channel, Beginning beginning,
                           Options options, Events events)
    : clock_(clock),
      channel_(std::move(channel)),
      beginning_(std::move(beginning)),
      options_(options),
      events_(std::move(events)) {
    expect_more_within(beginning_patience + (beginning_.bytes / kMebibyte) * patience_per_mebibyte);
    listen();
}

void FileReceiver::receive(std::unique_ptr<FileSink> sink, std::uint64_t from) {
    state_ = State::receiving;
    from_ = received_ = taken_ = acknowledged_ = from;
    sink_ = std::move(sink);
    sink_->listen({.taken = [this](std::uint64_t bytes) { taken(bytes); },
                   .finished = [this] { finished(); },
                   .failed = [this](TransferFailure reason) { fail(reason); }});
    expect_more_within(patience);
}

void FileReceiver::expect_more_within(std::chrono::milliseconds most) {
    patience_.emplace(
        clock_, most, [this] { return heard(); }, [this] { fail(TransferFailure::silent); });
}

// Each byte and the digest count, but for what is said again and again it gets no time.
std::optional<std::uint64_t> FileReceiver::heard() const {
    if (state_ == State::beginning) return 0;
    // What we have not saved yet we may not have taken from it either.
    if (state_ != State::receiving || taken_ != received_) return std::nullopt;
    return received_ + (knows_digest_ ? 1 : 0);
}

void FileReceiver::listen() {
    channel_->listen({.opened = {},
                      .message = [this](auto bytes, bool text) { message(bytes, text); },
                      .drained = {},
                      .closed =
                          [this] {
                              if (state_ != State::saving) fail(TransferFailure::closed);
                          }});
}

void FileReceiver::keep() {
    if (sink_) sink_->keep();
}

void FileReceiver::message(std::span<const std::byte> bytes, bool text) {
    if (state_ == State::beginning)
        return begins(text ? framing::read_from(as_text(bytes)) : std::nullopt);
    if (state_ != State::receiving) return;
    if (text)
        text_came(bytes);
    else
        bytes_came(bytes);
}

void FileReceiver::begins(std::optional<std::uint64_t> from) {
    if (!from || (*from != 0 && *from != beginning_.bytes)) return fail(TransferFailure::malformed);
    receive(beginning_.open(*from), *from);
}

void FileReceiver::bytes_came(std::span<const std::byte> bytes) {
    received_ += bytes.size();
    if (bytes.size() > framing::longest) return fail(TransferFailure::malformed);
    if (received_ > options_.size) return fail(TransferFailure::wrong_size);
    sink_->write(bytes);
    if (paused_ || received_ - taken_ < framing::backlog) return;
    paused_ = true;
    channel_->pause();
}

void FileReceiver::text_came(std::span<const std::byte> bytes) {
    const auto words = as_text(bytes);
    if (options_.digest && !knows_digest_) return digest_came(framing::read_digest(words));
    if (words != framing::end_mark) return fail(TransferFailure::malformed);
    if (received_ != options_.size) return fail(TransferFailure::wrong_size);
    state_ = State::saving;
    sink_->finish();
}

void FileReceiver::digest_came(const std::optional<Digest>& digest) {
    if (!digest) return fail(TransferFailure::malformed);
    knows_digest_ = true;
    sink_->expect(*digest);
}

void FileReceiver::taken(std::uint64_t bytes) {
    if (state_ == State::over) return;
    taken_ = std::max(taken_, std::min(from_ + bytes, received_));
    acknowledge();
    if (!paused_ || received_ - taken_ >= framing::relaxed) return;
    paused_ = false;
    channel_->resume();  // last: it may deliver what fails the transfer, which may destroy this
}

void FileReceiver::acknowledge() {
    if (!options_.acks || taken_ - acknowledged_ < framing::ack_every) return;
    acknowledged_ = taken_;
    // That the channel closed meanwhile is told by its event.
    (void)channel_->send_text(framing::ack_message(taken_));
}

void FileReceiver::finished() {
    if (state_ != State::saving) return;
    state_ = State::over;
    // Only now: to the sender a channel that closes after the end says that the file is saved. One
    // that closed meanwhile tells so itself.
    if (options_.digest) (void)channel_->send_text(framing::saved_mark);
    channel_->close();
    const auto done = std::move(events_.done);
    if (done) done();
}

void FileReceiver::fail(TransferFailure reason) {
    if (state_ == State::over) return;
    state_ = State::over;
    if (reason == TransferFailure::closed || reason == TransferFailure::silent) keep();
    sink_.reset();
    channel_->close();
    const auto failed = std::move(events_.failed);
    if (failed) failed(reason);
}

}  // namespace keks::client
