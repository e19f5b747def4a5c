// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "client/data_channel.hpp"
#include "client/webrtc/dcep.hpp"
#include "client/webrtc/sctp_transport.hpp"

namespace keks::client::webrtc {

/** Names a channel between the loop and the WebRTC thread: the loop's are even, the peer's odd. */
using ChannelId = std::uint64_t;

/** As how many bytes a message counts that is queued. */
constexpr std::size_t counted_bytes(std::size_t message) {
    return std::max(message, DataChannel::least_buffered);
}

/** The data channels of one association (RFC 8831, RFC 8832). On the WebRTC thread only. */
class ChannelTable {
  public:
    struct Events {
        /** Opened by the peer, and open. */
        std::function<void(ChannelId, std::string label)> incoming;
        std::function<void(ChannelId)> opened;
        std::function<void(ChannelId, MessageBytes, bool text)> message;
        /** So many bytes more went to SCTP, or are given up; as counted_bytes() has it. While
         * others of the channel wait, by half of DataChannel::low_water at a time, or a tick. */
        std::function<void(ChannelId, std::size_t bytes)> handed;
        /** Once for each channel, and last. */
        std::function<void(ChannelId)> closed;
        /** Once, after finish(). */
        std::function<void()> quiet;
    };

    explicit ChannelTable(Events events) : events_(std::move(events)) {}

    void open(ChannelId id, std::string label);
    void send(ChannelId id, std::vector<std::byte> message, bool text);
    /** After what is queued. */
    void close(ChannelId id);
    /** Closes all and takes no others; `quiet` once the peer has acknowledged every end and has
     * closed as well, or the association is gone. */
    void finish();

    /** The association is up. The DTLS client opens even streams, the server odd ones. */
    void connected(SctpTransport& sctp, bool dtls_client, unsigned streams);
    /** It is gone: all channels close, and those that open later as well. */
    void lost();

    void on_message(std::uint16_t stream, std::uint32_t ppid, MessageBytes message);
    void on_incoming_reset(std::uint16_t stream);
    void on_outgoing_reset(std::uint16_t stream);
    void on_writable();
    /** Every some 10 ms: tells what is untold, and tries again to reset the streams that had to
     * wait. */
    void on_tick();

  private:
    struct Outgoing {
        Ppid ppid;
        std::vector<std::byte> bytes;
        /** Of `bytes`, what the other side of send() counts. */
        std::size_t counted;
    };
    struct Channel {
        std::string label;
        std::optional<std::uint16_t> stream;
        std::deque<Outgoing> queue;
        /** And not yet told. */
        std::size_t handed = 0;
        bool closing = false;
    };
    using Channels = std::map<ChannelId, Channel>;

    bool assign_stream(Channel& channel);
    void start(ChannelId id, Channel& channel);
    bool flush(ChannelId id, Channel& channel);
    void tell_handed(ChannelId id, Channel& channel);
    void finish_if_empty(ChannelId id, Channel& channel);
    void accept(std::uint16_t stream, const DcepOpen& open);
    void drop(Channels::iterator channel);
    void reset(std::uint16_t stream);
    void reset_waiting();
    void tell_if_quiet();

    Events events_;
    SctpTransport* sctp_ = nullptr;
    Channels channels_;
    std::map<std::uint16_t, ChannelId> by_stream_;
    /** Not to be used: one direction of it is still in use. */
    std::set<std::uint16_t> outgoing_busy_;
    std::set<std::uint16_t> incoming_busy_;
    std::set<std::uint16_t> waiting_resets_;
    unsigned streams_ = 0;
    bool even_ = true;
    bool lost_ = false;
    bool finishing_ = false;
    bool quiet_is_due_ = false;
    ChannelId last_incoming_ = 1;
    ChannelId last_served_ = 0;
};

}  // namespace keks::client::webrtc
