// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "keks/protocol/packet.hpp"

namespace keks::client {

using protocol::ClientId;

/**
 * Our place in one room of a signalling server (protocol sections 1 and 2), taken again after each
 * outage. Used on the loop only, and calls back on the loop only, never from within one of its own
 * methods. Messages are sealed before they come here and after they leave.
 */
class Signaling {
  public:
    /** Each may be empty. None is called once it is destroyed. */
    struct Events {
        /** We are in the room, under this id; the members follow. Again after each outage. */
        std::function<void(ClientId own)> joined;
        /** Another member is there, or came. */
        std::function<void(ClientId)> member_joined;
        std::function<void(ClientId)> member_left;
        /** Still sealed; `sender` is the server's word. In the order of sending. */
        std::function<void(ClientId sender, std::string sealed)> message;
        /** The connection is gone, for this reason, and tried again after `pause`. Nobody is said
         * to have left: who is still there joins again, under whatever id. */
        std::function<void(std::string reason, std::chrono::milliseconds pause)> lost;
        /** Once, and last: trying again would not help (no such path, no valid certificate). Says
         * what is wrong and how to mend it. Only before the first `joined`: what was right once may
         * be so again, and is `lost`. */
        std::function<void(std::string reason)> failed;
    };

    Signaling() = default;
    Signaling(const Signaling&) = delete;
    Signaling& operator=(const Signaling&) = delete;
    /** Closes without events, and without waiting for the server. */
    virtual ~Signaling() = default;

    /** Connects, and joins. To be called once. */
    virtual void start(Events events) = 0;

    /**
     * To one member (oneself is allowed), or to all others. False, and nothing is sent: we are not
     * in the room, or more waits to be sent than the bound allows.
     */
    virtual bool send(std::optional<ClientId> recipient, std::string sealed) = 0;

    /** Leaves in order: what was queued goes out, then a close with 1000. `done` comes once, after
     * a bounded wait at the latest. */
    virtual void close(std::function<void()> done) = 0;

    /** Once closed: whether something that send() took had not gone out by then. */
    [[nodiscard]] virtual bool left_unsent() const = 0;
};

}  // namespace keks::client
