// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace keks::client {

/**
 * One RTCDataChannel (RFC 8831, RFC 8832; names from the W3C's WebRTC): ordered and reliable.
 * Used on the loop only, and calls back on the loop only, never from within one of its own methods
 * except `listen()` and `resume()`.
 */
class DataChannel {
  public:
    /** Each may be empty. None is called once the channel is destroyed. */
    struct Events {
        /** Once, before any message: `send()` works from now on. */
        std::function<void()> opened;

        /** Bytes of one message, 0 to 262,144 of them; valid during the call only. */
        std::function<void(std::span<const std::byte> bytes, bool text)> message;

        /** `buffered_amount()` was above `low_water` and fell to it or below. */
        std::function<void()> drained;

        /** Once, and last: by either side, or with the connection. */
        std::function<void()> closed;
    };

    /** What is worth being buffered: refill on `drained`. In bytes. */
    static constexpr std::size_t low_water = 1 << 20;

    /** As so many bytes each shorter message counts while it is buffered: it takes them, by itself
     * and by its place in a queue. */
    static constexpr std::size_t least_buffered = 256;

    DataChannel() = default;
    DataChannel(const DataChannel&) = delete;
    DataChannel& operator=(const DataChannel&) = delete;

    /** Closes as `close()` does, without events. Allowed from within an event. */
    virtual ~DataChannel() = default;

    /** Chosen by the opening side; UTF-8 of at most 65,535 bytes. Not to be trusted. */
    virtual const std::string& label() const = 0;

    /** Replaces the events. What happened before the first call is delivered now, in order. */
    virtual void listen(Events events) = 0;

    virtual bool is_open() const = 0;

    /**
     * Queues one binary message; never waits. False, and nothing is queued: the channel is not
     * open, or the message is longer than the peer takes (its `a=max-message-size`, 65,536 unless
     * it says more). Whoever sends without looking at `buffered_amount()` fills the memory.
     */
    virtual bool send(std::span<const std::byte> bytes) = 0;

    /** The same for a text message, which must be UTF-8. */
    virtual bool send_text(std::string_view text) = 0;

    /** Bytes of messages that were queued and not yet handed to SCTP, at least `least_buffered` of
     * each. */
    virtual std::size_t buffered_amount() const = 0;

    /**
     * While paused no messages are delivered, SCTP's receive window closes and the peer stops. The
     * window is that of the connection: other channels of the same peer wait as well.
     */
    virtual void pause() = 0;

    /** Delivers what waits, from within this call and after it. */
    virtual void resume() = 0;

    /** Closes after everything queued was sent. `closed` follows, when the peer closed as well. */
    virtual void close() = 0;
};

}  // namespace keks::client
