// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/lasting_sink.hpp"

#include <boost/asio/post.hpp>
#include <utility>

namespace keks::client::disk {

class LastingSink::Entry : public FileSink {
  public:
    explicit Entry(std::shared_ptr<LastingSink> whole) : whole_{std::move(whole)} {}
    ~Entry() override { whole_->left(kept_); }

    void listen(Events events) override { whole_->listen(std::move(events)); }
    void write(std::span<const std::byte> bytes) override { whole_->write(bytes); }
    void expect(const Digest& digest) override { whole_->sink_->expect(digest); }
    void keep() override { kept_ = true; }
    void finish() override { whole_->sink_->finish(); }

  private:
    const std::shared_ptr<LastingSink> whole_;
    bool kept_ = false;
};

LastingSink::LastingSink(DiskThreads& threads, std::unique_ptr<ThreadSink> sink,
                         std::uint64_t before)
    : threads_{threads}, sink_{std::move(sink)}, before_{before}, written_{before} {}

LastingSink::~LastingSink() {
    if (sink_) sink_->keep();
}

DiskJob LastingSink::settle(ThreadSink::Settled settled) {
    return sink_->settle([before = before_, settled = std::move(settled)](auto taken) {
        if (taken) taken->bytes += before;
        settled(std::move(taken));
    });
}

std::unique_ptr<FileSink> LastingSink::enter() {
    from_ = written_;
    return std::make_unique<Entry>(shared_from_this());
}

void LastingSink::listen(FileSink::Events events) {
    events_ = std::move(events);
    if (failure_) return tell_failure();
    if (std::exchange(begun_, true)) return;
    sink_->listen({.taken = [this](std::uint64_t bytes) { taken(bytes); },
                   .finished = [this] { finished(); },
                   .failed = [this](TransferFailure reason) { failed(reason); }});
}

void LastingSink::write(std::span<const std::byte> bytes) {
    written_ += bytes.size();
    sink_->write(bytes);
}

void LastingSink::left(bool kept) {
    events_ = {};
    if (!kept) sink_.reset();
}

void LastingSink::taken(std::uint64_t bytes) {
    const auto tell = events_.taken;
    if (tell && before_ + bytes > from_) tell(before_ + bytes - from_);
}

void LastingSink::finished() {
    const auto tell = std::exchange(events_, {}).finished;
    if (tell) tell();
}

// Nobody may be in to hear it: then it waits.
void LastingSink::failed(TransferFailure reason) {
    failure_ = reason;
    const auto tell = std::exchange(events_, {}).failed;
    if (tell) tell(reason);
}

void LastingSink::tell_failure() {
    boost::asio::post(threads_.loop(), [whole = weak_from_this()] {
        if (const auto lasting = whole.lock()) lasting->failed(*lasting->failure_);
    });
}

}  // namespace keks::client::disk
