// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/feed.hpp"
#include "client/disk/sha256.hpp"
#include "client/resources/file_sink.hpp"

namespace keks::client::disk {

/**
 * A sink that saves on a thread of its own, which begins with `listen`. When it is given up after
 * `finish`, the thread may have saved the whole just before: then it stays.
 */
class ThreadSink : public FileSink {
  public:
    /** What saves. Its end, on the thread, removes what was not saved as a whole. */
    class Consumer {
      public:
        Consumer() = default;
        Consumer(const Consumer&) = delete;
        Consumer& operator=(const Consumer&) = delete;
        virtual ~Consumer() = default;
        /** Takes the feed to its end and saves it under its final name. */
        virtual std::optional<DiskError> consume(Feed& feed) = 0;
    };
    struct Options {
        /** Hash what is saved, after what was hashed before; without one nothing is hashed. */
        std::optional<Sha256> hash = {};
        Explain explain = {};
    };

    ThreadSink(DiskThreads& threads, Options options, std::unique_ptr<Consumer> consumer);
    ~ThreadSink() override;

    void listen(Events events) override;
    void write(std::span<const std::byte> bytes) override;
    /** Without a hash in the options nothing is what is expected. */
    void expect(const Digest& digest) override { expected_ = digest; }
    void keep() override { kept_ = true; }
    void finish() override;

    /** Whether the options had a hash. */
    [[nodiscard]] bool hashes() const { return hashes_; }
    /** Nothing: it has ended. */
    using Settled = std::function<void(std::optional<Feed::Taken>)>;
    /** Tells what all that was written so far comes to, once it is done with. */
    [[nodiscard]] DiskJob settle(Settled settled);

    /** After `finished`, if it was to be hashed. */
    [[nodiscard]] const std::optional<Sha256::Digest>& digest() const { return digest_; }

  private:
    struct Outcome {
        std::optional<DiskError> error;
        std::optional<Sha256::Digest> digest;
    };

    void taken(std::uint64_t bytes);
    void ended(const Outcome& outcome);

    DiskThreads& threads_;
    const Explain explain_;
    const bool hashes_;
    std::unique_ptr<Consumer> consumer_;
    Events events_;
    std::optional<Sha256::Digest> expected_;
    bool kept_ = false;
    std::optional<Sha256::Digest> digest_;
    const std::shared_ptr<bool> alive_ =
        std::make_shared<bool>(true);  // for answers that come late
    std::shared_ptr<Feed> feed_;
};

}  // namespace keks::client::disk
