// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/file_sender.hpp"

#include <algorithm>
#include <utility>

#include "client/resources/framing.hpp"

namespace keks::client {

FileSender::FileSender(Clock& clock, std::unique_ptr<DataChannel> channel,
                       std::unique_ptr<BlockSource> source, Options options, Events events)
    : channel_(std::move(channel)),
      source_(std::move(source)),
      options_(options),
      events_(std::move(events)),
      patience_(
          clock, patience, [this] { return went_out(); },
          [this] { fail(TransferFailure::silent); }) {
    channel_->listen({.opened = [this] { start(); },
                      .message = [this](auto bytes, bool text) { heard(bytes, text); },
                      .drained = [this] { pump(); },
                      .closed = [this] { closed(); }});
    if (channel_->is_open()) start();
}

std::uint64_t FileSender::bytes() const {
    const std::uint64_t waiting = state_ == State::over ? 0 : channel_->buffered_amount();
    return sent_ - std::min(sent_, waiting);
}

std::optional<std::uint64_t> FileSender::went_out() const {
    // Over, or waiting for our own disk.
    if (state_ == State::over || reading_) return std::nullopt;
    return bytes() + acknowledged_;
}

void FileSender::start() {
    if (state_ != State::opening) return;
    state_ = State::sending;
    if (events_.started) events_.started();
    if (options_.from) {
        sent_ = acknowledged_ = *options_.from;
        if (!channel_->send_text(framing::from_message(sent_)))
            return fail(TransferFailure::closed);
    }
    pump();
}

void FileSender::pump() {
    while (state_ == State::sending) {
        if (sent_ == options_.size) return all_sent();
        if (!has_room()) return;
        if (at_ == block_.size()) return read();
        if (!send_message()) return fail(TransferFailure::closed);
    }
}

bool FileSender::has_room() const {
    const std::uint64_t unacknowledged = options_.acks ? sent_ - acknowledged_ : 0;
    return channel_->buffered_amount() < framing::full && unacknowledged < framing::window;
}

void FileSender::read() {
    if (reading_) return;
    reading_ = true;
    source_->next([this](auto block) { came(std::move(block)); });
}

void FileSender::came(std::optional<BlockSource::Block> block) {
    reading_ = false;
    if (state_ != State::sending) return;
    if (!block) return fail(TransferFailure::unreadable);
    const bool expected_end = sent_ == options_.size && source_->digest();
    if (block->empty() && !expected_end) return fail(TransferFailure::unreadable);
    block_ = std::move(*block);
    at_ = 0;
    pump();
}

bool FileSender::send_message() {
    // A file that grew since it was announced is sent as long as it was.
    const auto length =
        std::min<std::uint64_t>({block_.size() - at_, options_.message, options_.size - sent_});
    const auto message = std::span{block_}.subspan(at_, length);
    if (!channel_->send(message)) return false;
    at_ += message.size();
    sent_ += message.size();
    return true;
}

void FileSender::all_sent() {
    if (!options_.digest) return end(std::nullopt);
    // The digest of one that grew is that of more than was sent.
    if (at_ != block_.size()) return fail(TransferFailure::unreadable);
    const auto digest = source_->digest();
    if (!digest) return read();
    end(digest);
}

void FileSender::end(const std::optional<Digest>& digest) {
    state_ = State::ended;
    source_.reset();
    block_ = {};
    const bool told = !digest || channel_->send_text(framing::digest_message(*digest));
    if (!told || !channel_->send_text(framing::end_mark)) fail(TransferFailure::closed);
}

void FileSender::heard(std::span<const std::byte> bytes, bool text) {
    if (!text) return;
    const std::string_view words{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    if (options_.digest && state_ == State::ended && words == framing::saved_mark) return finish();
    const auto acknowledged = framing::read_ack(words);
    // More than was sent cannot have been saved.
    if (!acknowledged || *acknowledged > sent_) return;
    acknowledged_ = std::max(acknowledged_, *acknowledged);
    pump();
}

void FileSender::closed() {
    if (state_ == State::over) return;
    if (state_ != State::ended) return fail(TransferFailure::closed);
    if (options_.digest) return fail(TransferFailure::unconfirmed);
    finish();
}

void FileSender::finish() {
    state_ = State::over;
    channel_->close();
    const auto done = std::move(events_.done);
    if (done) done();
}

void FileSender::fail(TransferFailure reason) {
    if (state_ == State::over) return;
    state_ = State::over;
    channel_->close();
    const auto failed = std::move(events_.failed);
    if (failed) failed(reason);
}

}  // namespace keks::client
