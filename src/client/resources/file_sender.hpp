// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "client/clock.hpp"
#include "client/data_channel.hpp"
#include "client/resources/block_source.hpp"
#include "client/resources/framing.hpp"
#include "client/resources/patience.hpp"
#include "client/resources/transfer_failure.hpp"

namespace keks::client {

/** Sends one file over one channel, as fast as the channel, and a receiver that acknowledges, take
 * it. One that is connected, and neither takes nor acknowledges anything, nor says at the end that
 * it has it, fails as `silent`. */
class FileSender {
  public:
    /** How long that may be, and a tenth more: the receiver may pass it on to somebody who reads.
     */
    static constexpr std::chrono::milliseconds patience = std::chrono::minutes{30};

    struct Options {
        /** Bytes that were announced. */
        std::uint64_t size = 0;
        /** The receiver acknowledges (capability `file_ack`). */
        bool acks = false;
        /** The receiver is told the source's digest, and says when it has saved that (capability
         * `file_digest`). */
        bool digest = false;
        /** The receiver waits for a word on where we begin (capability `file_resume`): that many
         * bytes are there already, and the source begins after them. */
        std::optional<std::uint64_t> from = {};
        /** Bytes of a message. */
        std::size_t message = framing::message;
    };
    /** Either of `done` and `failed` comes once, and last; the sender may be destroyed in it. */
    struct Events {
        /** The channel is open. */
        std::function<void()> started;
        /** The receiver closed the channel after the end; with a digest: it has saved just that. */
        std::function<void()> done;
        std::function<void(TransferFailure)> failed;
    };

    /** The clock outlives it. */
    FileSender(Clock& clock, std::unique_ptr<DataChannel> channel,
               std::unique_ptr<BlockSource> source, Options options, Events events);
    /** Ends it without an event. */
    ~FileSender() = default;
    FileSender(const FileSender&) = delete;
    FileSender& operator=(const FileSender&) = delete;

    /** Bytes that were handed to SCTP, or were there already. */
    [[nodiscard]] std::uint64_t bytes() const;

  private:
    enum class State { opening, sending, ended, over };

    void start();
    void pump();
    void read();
    void came(std::optional<BlockSource::Block> block);
    bool send_message();
    void all_sent();
    void end(const std::optional<Digest>& digest);
    void heard(std::span<const std::byte> bytes, bool text);
    void closed();
    void finish();
    void fail(TransferFailure reason);
    [[nodiscard]] bool has_room() const;
    [[nodiscard]] std::optional<std::uint64_t> went_out() const;

    std::unique_ptr<DataChannel> channel_;
    std::unique_ptr<BlockSource> source_;
    const Options options_;
    Events events_;
    State state_ = State::opening;
    BlockSource::Block block_;
    std::size_t at_ = 0;  // in block_: what comes before was sent
    bool reading_ = false;
    std::uint64_t sent_ = 0;
    std::uint64_t acknowledged_ = 0;
    Patience patience_;
};

}  // namespace keks::client
