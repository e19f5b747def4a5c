// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "client/disk/disk_threads.hpp"
#include "client/disk/thread_sink.hpp"
#include "client/resources/file_sink.hpp"

namespace keks::client::disk {

/**
 * A sink that outlives a transfer that was broken off, so that another in the same process goes on
 * with it at once: for what takes long to find again on the disk, as what was unpacked of a stream.
 */
class LastingSink : public std::enable_shared_from_this<LastingSink> {
  public:
    /** `before`: bytes that came before those of the sink. */
    LastingSink(DiskThreads& threads, std::unique_ptr<ThreadSink> sink, std::uint64_t before = 0);
    /** What nobody goes on with is kept for another process, where the sink does that. */
    ~LastingSink();
    LastingSink(const LastingSink&) = delete;
    LastingSink& operator=(const LastingSink&) = delete;

    /**
     * For one transfer, whose bytes follow all that came before. One at a time. Where it ends and
     * was neither finished nor kept (`FileSink::keep`), the whole is given up.
     */
    [[nodiscard]] std::unique_ptr<FileSink> enter();
    /** Whether it can still be gone on with. */
    [[nodiscard]] bool lasts() const { return sink_ != nullptr && !failure_; }
    /** Whether it tells what its bytes hash to; while it lasts. */
    [[nodiscard]] bool hashes() const { return sink_->hashes(); }
    /** See `ThreadSink::settle`, with all bytes; while it lasts. */
    [[nodiscard]] DiskJob settle(ThreadSink::Settled settled);

  private:
    class Entry;

    void listen(FileSink::Events events);
    void write(std::span<const std::byte> bytes);
    void left(bool kept);
    void taken(std::uint64_t bytes);
    void finished();
    void failed(TransferFailure reason);
    void tell_failure();

    DiskThreads& threads_;
    std::unique_ptr<ThreadSink> sink_;
    FileSink::Events events_;  // of who is in
    bool begun_ = false;
    const std::uint64_t before_;
    std::uint64_t written_;
    std::uint64_t from_ = 0;  // where who is in began
    std::optional<TransferFailure> failure_;
};

}  // namespace keks::client::disk
