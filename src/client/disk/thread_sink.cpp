// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/thread_sink.hpp"

#include <utility>

namespace keks::client::disk {

ThreadSink::ThreadSink(DiskThreads& threads, Options options, std::unique_ptr<Consumer> consumer)
    : threads_{threads},
      explain_{std::move(options.explain)},
      hashes_{options.hash.has_value()},
      consumer_{std::move(consumer)} {
    auto tell = [this, alive = std::weak_ptr{alive_}, loop = threads.loop()](std::uint64_t bytes) {
        boost::asio::post(loop, [this, alive, bytes] {
            if (!alive.expired()) taken(bytes);
        });
    };
    feed_ = std::make_shared<Feed>(std::move(tell), options.hash);
}

ThreadSink::~ThreadSink() {
    feed_->abandon(kept_);
}

void ThreadSink::listen(Events events) {
    events_ = std::move(events);
    threads_.apart(
        [feed = feed_, consumer = std::move(consumer_)]() mutable {
            Outcome outcome{consumer->consume(*feed), {}};
            consumer.reset();
            feed->leave();
            if (!outcome.error) outcome.digest = feed->digest();
            return outcome;
        },
        [this, alive = std::weak_ptr{alive_}](const Outcome& outcome) {
            if (!alive.expired()) ended(outcome);
        });
}

void ThreadSink::write(std::span<const std::byte> bytes) {
    feed_->push(bytes);
}

void ThreadSink::finish() {
    feed_->close(expected_);
}

DiskJob ThreadSink::settle(Settled settled) {
    return threads_.job([feed = feed_](const StopFlag& stop) { return feed->settle(stop); },
                        std::move(settled));
}

void ThreadSink::taken(std::uint64_t bytes) {
    const auto tell = events_.taken;
    if (tell) tell(bytes);
}

void ThreadSink::ended(const Outcome& outcome) {
    digest_ = outcome.digest;
    const auto events = std::move(events_);
    events_ = {};
    if (!outcome.error) return events.finished();
    const auto explain = explain_;
    if (explain) explain(outcome.error->why);
    events.failed(outcome.error->reason);
}

}  // namespace keks::client::disk
