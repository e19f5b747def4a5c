// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>

#include "client/webrtc/sctp_stack.hpp"
#include "client/webrtc/transport.hpp"
#include "client/webrtc/webrtc_thread.hpp"

namespace keks::client::webrtc {

/** The thread and what is global on it. Lives until the last connection and channel are gone. */
struct Engine {
    Engine() {
        thread.invoke([this] { stack.emplace(thread.context()); });
    }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine() {
        thread.invoke([this] { stack.reset(); });
    }

    std::optional<SctpStack> stack;
    WebrtcThread thread;
};

/** The WebRTC thread's end of a connection: shared with tasks for that thread, empty once closed.
 */
struct RemoteEnd {
    std::unique_ptr<Transport> transport;

    // What the messages and new channels take that came and that the loop has not yet delivered,
    // and whether reading waits for it.
    std::atomic<std::size_t> undelivered = 0;
    std::atomic<bool> waiting = false;

    static constexpr std::size_t max_undelivered = 1 << 20;
    static constexpr std::size_t few_undelivered = 1 << 19;
    /** Bytes that a message takes besides its own, at most: as a task of the loop's, with its place
     * in a queue, and as a block of the heap. Without them, empty ones would be free. */
    static constexpr std::size_t message_overhead = 256;

    /** A message of so many bytes, or a channel with such a label. On the WebRTC thread. */
    void received(std::size_t bytes) {
        const std::size_t taken = bytes + message_overhead;
        if (undelivered.fetch_add(taken) + taken < max_undelivered) return;
        waiting = true;
        // The loop may have delivered all of it in between, and seen nobody wait.
        if (undelivered <= few_undelivered && waiting.exchange(false)) return;
        transport->set_reading(false);
    }

    /** The same, on the loop. True: reading is to go on. */
    bool delivered(std::size_t bytes) {
        const std::size_t taken = bytes + message_overhead;
        return undelivered.fetch_sub(taken) - taken <= few_undelivered && waiting.exchange(false);
    }
};

}  // namespace keks::client::webrtc
