// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "client/clock.hpp"
#include "client/data_channel.hpp"
#include "client/resources/digest.hpp"
#include "client/resources/file_sink.hpp"
#include "client/resources/patience.hpp"
#include "client/resources/transfer_failure.hpp"

namespace keks::client {

/**
 * Receives one file over one channel and passes it on as it comes. A sink that is slower than the
 * channel pauses the channel, so that the sender waits and our memory stays bounded. A sender that
 * is connected and sends nothing, though we would take something, fails as `silent`.
 */
class FileReceiver {
  public:
    /** How long that may be, and a tenth more. */
    static constexpr std::chrono::milliseconds patience = std::chrono::minutes{5};
    /** The same before it says where it begins: it first reads what we have already, for which it
     * gets so much more time for each MiB, enough for a slow disk that others use as well. */
    static constexpr std::chrono::milliseconds beginning_patience = std::chrono::minutes{30};
    static constexpr std::chrono::milliseconds patience_per_mebibyte{250};

    struct Options {
        /** Bytes that were announced. */
        std::uint64_t size = 0;
        /** The sender waits for acknowledgements (capability `file_ack`). */
        bool acks = false;
        /** The sender says the digest, and waits until it hears that just that is saved (capability
         * `file_digest`). The sink has to hash. */
        bool digest = false;
    };
    /** One of the two comes once, and last; the receiver may be destroyed in it. */
    struct Events {
        /** Complete, of the right size and digest, and saved. */
        std::function<void()> done;
        std::function<void(TransferFailure)> failed;
    };

    /** What is there already, for a sender with the capability `file_resume` to go on from. */
    struct Beginning {
        std::uint64_t bytes = 0;
        /** The sink for what follows them; with 0, if the sender begins anew, for all of it. */
        std::function<std::unique_ptr<FileSink>(std::uint64_t from)> open;
    };

    /** The clock outlives it. */
    FileReceiver(Clock& clock, std::unique_ptr<DataChannel> channel, std::unique_ptr<FileSink> sink,
                 Options options, Events events);
    FileReceiver(Clock& clock, std::unique_ptr<DataChannel> channel, Beginning beginning,
                 Options options, Events events);
    /** Ends it without an event; what was not saved as a whole is gone, unless `keep` was called.
     * That of one that failed as `closed` or `silent` is kept, where the sink does that. */
    ~FileReceiver() = default;
    FileReceiver(const FileReceiver&) = delete;
    FileReceiver& operator=(const FileReceiver&) = delete;

    /** What has come is to stay when this is destroyed, where the sink does that. */
    void keep();

    /** Bytes that arrived, now or earlier. */
    [[nodiscard]] std::uint64_t bytes() const { return received_; }
    /** Whether the sender has still to say where it begins: it hashes what is there already. */
    [[nodiscard]] bool awaits_beginning() const { return state_ == State::beginning; }

    /** Whether all of it has come, and the sink makes it safe. */
    [[nodiscard]] bool is_saving() const { return state_ == State::saving; }

  private:
    enum class State { beginning, receiving, saving, over };

    void listen();
    void expect_more_within(std::chrono::milliseconds most);
    [[nodiscard]] std::optional<std::uint64_t> heard() const;
    void receive(std::unique_ptr<FileSink> sink, std::uint64_t from);
    void begins(std::optional<std::uint64_t> from);
    void message(std::span<const std::byte> bytes, bool text);
    void bytes_came(std::span<const std::byte> bytes);
    void text_came(std::span<const std::byte> bytes);
    void digest_came(const std::optional<Digest>& digest);
    void taken(std::uint64_t bytes);
    void acknowledge();
    void finished();
    void fail(TransferFailure reason);

    Clock& clock_;
    std::unique_ptr<DataChannel> channel_;
    std::unique_ptr<FileSink> sink_;
    Beginning beginning_;
    const Options options_;
    Events events_;
    State state_ = State::beginning;
    bool paused_ = false;
    std::uint64_t from_ = 0;
    std::uint64_t received_ = 0;
    std::uint64_t taken_ = 0;
    std::uint64_t acknowledged_ = 0;
    bool knows_digest_ = false;
    std::optional<Patience> patience_;
};

}  // namespace keks::client
