// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace keks::client {

/** Why there is no connection, or no longer. */
struct LinkFault {
    /** A sentence for the user, without addresses that the user did not give. */
    std::string reason;
    /** Another attempt would end the same way, if what is set up on both sides stays as it is. */
    bool lasting = false;
};

/** Bytes of a connection that the system gave us, and that it took from us. */
struct Traffic {
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
};

/**
 * One WebSocket connection to a server, from the look-up of its name to its end. Used on the loop
 * only, and calls back on the loop only, never from within one of its own methods.
 */
class Link {
  public:
    struct Events {
        /** The WebSocket stands. */
        std::function<void()> opened;
        /** A text message, valid UTF-8; the view holds during the call. */
        std::function<void(std::string_view)> text;
        /** Last, and once, unless it is destroyed before. */
        std::function<void(LinkFault)> ended;
    };

    Link() = default;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    /** Ends the connection at once, without events; in an event as well. */
    virtual ~Link() = default;

    /** Connects; to be called once. How long that takes is bounded by who calls. */
    virtual void start(Events events) = 0;

    /** Queues a text message. Only once it is open. */
    virtual void send(std::string text) = 0;

    /** Bytes of messages that wait to be sent, and what it costs to keep them. */
    [[nodiscard]] virtual std::size_t queued_bytes() const = 0;

    /** So far. */
    [[nodiscard]] virtual Traffic traffic() const = 0;

    /** Sends what is queued and then a close with 1000; `ended` follows when the server answers. */
    virtual void close() = 0;
};

/** Makes a connection for each attempt. */
using MakeLink = std::function<std::unique_ptr<Link>()>;

}  // namespace keks::client
