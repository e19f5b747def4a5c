// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>

#include "client/clock.hpp"
#include "client/data_channel.hpp"
#include "client/opened_channel.hpp"
#include "client/peer_connection.hpp"

namespace keks::client {

/**
 * Channels that we opened over one connection and that are not open yet. Those that are belong to
 * whoever asked for them. As of web/src/peer/outgoing-channels.ts.
 */
class OutgoingChannels {
  public:
    /** `keep` gives what has to live through an event of ours. */
    OutgoingChannels(Clock& clock, std::function<std::shared_ptr<void>()> keep);

    /** `connection`: none at the moment; waits for `move`. False: too many wait. */
    bool open(PeerConnection* connection, std::string label, OnChannel on_channel);

    bool empty() const { return waiting_.empty(); }

    /** Nobody wants those of this label any more. No `on_channel` follows. */
    void forget(std::string_view label);

    /** The same, and whoever waits is told. */
    void refuse(std::string_view label, NoChannel why);
    void refuse_all(NoChannel why);

    /** The connection is about to be closed, and another is yet to come. */
    void detach();

    /** Goes over to another connection. */
    void move(PeerConnection& connection);

  private:
    struct Waiting {
        std::uint64_t number = 0;
        std::string label;
        OnChannel on_channel;
        std::unique_ptr<DataChannel> channel;
        std::unique_ptr<Clock::Timer> timer;
    };

    void begin(PeerConnection& connection, Waiting& waiting);
    void opened(std::uint64_t number);
    void closed(std::uint64_t number);
    void expired(std::uint64_t number);
    Waiting* find(std::uint64_t number);
    Waiting take(std::uint64_t number);

    Clock& clock_;
    std::function<std::shared_ptr<void>()> keep_;
    std::list<Waiting> waiting_;
    std::uint64_t last_ = 0;
};

}  // namespace keks::client
