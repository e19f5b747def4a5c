// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/sha256.hpp"

namespace keks::client::disk {

/**
 * Bytes on their way from the loop to a thread, which may wait for them. The loop never waits: it
 * keeps to a bound of its own by what was taken, and the feed breaks beyond `kMost`.
 */
class Feed {
  public:
    /** Waiting in the feed: more than any well-behaved writer leaves there. */
    static constexpr std::size_t kMost = std::size_t{24} * 1024 * 1024;
    /** Handed to the thread at a time, at most. */
    static constexpr std::size_t kPortion = std::size_t{256} * 1024;

    /**
     * `taken` is called by the thread, with all bytes that it is done with; `hash` goes on with the
     * bytes of this feed.
     */
    Feed(std::function<void(std::uint64_t)> taken, std::optional<Sha256> hash)
        : taken_{std::move(taken)}, hash_{hash} {}

    /** For the loop. */
    void push(std::span<const std::byte> bytes);
    /** Nothing more comes; the whole has to have this digest, if there is one. */
    void close(const std::optional<Sha256::Digest>& expected);
    /** Nobody wants it any more. `keep`: but what came is worth keeping. */
    void abandon(bool keep);

    /**
     * For the thread: the next bytes, valid until the next call; empty at the end, when all came
     * and is right; nothing when it ended in another way, see `failure`. Waits.
     */
    [[nodiscard]] std::optional<std::span<const std::byte>> next();
    /** For the thread, where there is a hash: that of the first so many bytes, of which the last
     * are among those that `next` gave; no fewer than at the call before. */
    [[nodiscard]] const Sha256& hash_of(std::uint64_t bytes);
    /** For the thread: it takes no more, of its own accord. */
    void leave();
    /** Nobody wants it any more: for a thread that waits elsewhere. */
    [[nodiscard]] bool abandoned() const;
    /** It was broken off, and what came is worth keeping. */
    [[nodiscard]] bool kept() const;
    /** Why `next` came to nothing. */
    [[nodiscard]] DiskError failure() const;
    /** After the end, if it was to be hashed. */
    [[nodiscard]] std::optional<Sha256::Digest> digest() const;

    /** Bytes from the beginning, and their hash if there is one. */
    struct Taken {
        std::uint64_t bytes = 0;
        std::optional<Sha256> hash;
    };
    /** For a thread besides: waits until all that was pushed is taken and done with. Nothing when
     * it is over, or stopped. */
    [[nodiscard]] std::optional<Taken> settle(const StopFlag& stop);

  private:
    enum class State { open, closed, abandoned, flooded, corrupt };
    using Portion = std::vector<std::byte>;

    void append(std::span<const std::byte> bytes);
    Portion empty_portion();
    std::optional<std::span<const std::byte>> at_end();

    const std::function<void(std::uint64_t)> taken_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::condition_variable emptied_;
    State state_ = State::open;
    bool kept_ = false;
    bool hungry_ = false;          // the thread waits for more
    bool left_ = false;            // the thread
    std::deque<Portion> waiting_;  // none of them empty
    std::size_t waiting_bytes_ = 0;
    Portion spare_;  // to spare the allocator what the thread is done with
    std::optional<Sha256::Digest> expected_;

    // The thread's alone, unless it is hungry.
    std::optional<Sha256> hash_;
    std::uint64_t hashed_ = 0;
    Portion current_;
    std::uint64_t handed_out_ = 0;
};

}  // namespace keks::client::disk
