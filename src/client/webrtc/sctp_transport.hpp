// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <utility>

#include "client/webrtc/message_bytes.hpp"
#include "client/webrtc/sack_frequency.hpp"
#include "client/webrtc/sctp_stack.hpp"

struct sctp_status;
struct sockaddr_conn;
struct socket;
union sctp_notification;

namespace keks::client::webrtc {

/** One SCTP association (RFC 9260) over DTLS (RFC 8261), by usrsctp. On the WebRTC thread only. */
class SctpTransport {
  public:
    using StreamId = std::uint16_t;

    struct Options {
        std::uint16_t local_port = 5000;
        std::uint16_t remote_port = 5000;
        /** Bytes of a packet with SCTP's own header. */
        unsigned mtu = 1200;
        /** Packets for each SACK, where they stream in. */
        unsigned rarest_sack = SackFrequency::usual;
        /** Of the timeout after which packets are sent again (RTO.Min), beyond the round trip: more
         * than a peer's SACK may be late, which a browser's is by up to 200 ms. */
        unsigned shortest_rto_ms = 200;
        /** Once the association is there, packets have their checksum. */
        bool checksums = true;
    };

    /** The peer ended it, is gone, or broke the rules; or nothing gets through to it. */
    enum class End { by_peer, stuck };

    /** None may destroy the transport. */
    struct Events {
        /** With the number of streams in either direction. */
        std::function<void(unsigned streams)> connected;
        std::function<void(StreamId, std::uint32_t ppid, MessageBytes)> message;
        /** The peer sends nothing more on this stream, until it is used anew. */
        std::function<void(StreamId)> incoming_reset;
        /** What reset() began is done, or the peer does not let us. */
        std::function<void(StreamId)> outgoing_reset;
        /** send() may work again. */
        std::function<void()> writable;
        /** Once, and last. */
        std::function<void(End)> ended;
    };

    enum class Sent { yes, later, never };

    /** `send` carries packets. Throws std::system_error if there is no socket. */
    SctpTransport(SctpStack& stack, const Options& options,
                  std::function<void(std::span<const std::byte>)> send, Events events);
    SctpTransport(const SctpTransport&) = delete;
    SctpTransport& operator=(const SctpTransport&) = delete;

    /** Tells the peer with an ABORT. */
    ~SctpTransport();

    void input(std::span<const std::byte> packet);
    Sent send(StreamId stream, std::uint32_t ppid, std::span<const std::byte> message);

    /** Ends the outgoing stream after what was sent. False: later, others are being reset. */
    bool reset(StreamId stream);

    /** Bytes of the packets from now on, as in Options; more than before has no effect. What is
     * under way already is as it was. */
    void narrow(unsigned mtu);

    /** While not reading the window closes once usrsctp's buffer is full. */
    void set_reading(bool reading);

  private:
    void set_up();
    bool set_mtu(const sockaddr_conn* remote, unsigned mtu);
    void connect();
    void release();
    void on_tick();
    void set_sack_frequency();
    void set_shortest_rto(unsigned round_trip_ms);
    void look();
    bool is_stuck(const sctp_status& status);
    void pump();
    bool read_one();
    void take_piece(StreamId stream, std::uint32_t ppid, std::size_t bytes, bool complete);
    MessageBytes take_buffer(std::size_t bytes);
    void notice(const sctp_notification& notification);
    void notice_resets(const sctp_notification& notification);
    void end(End how = End::by_peer);

    Events events_;
    SctpStack& stack_;
    SctpStack::Address address_;
    Options options_;
    SackFrequency sack_frequency_;
    unsigned packets_for_a_sack_ = SackFrequency::usual;
    unsigned shortest_rto_ms_ = 0;
    /** What was under way at the last look, and for how many looks nothing has changed since. */
    std::pair<unsigned, unsigned> under_way_;
    unsigned sent_since_ = 0;
    unsigned ticks_ = 0;
    unsigned looks_without_change_ = 0;
    struct socket* socket_ = nullptr;
    MessageBytes buffer_;
    /** usrsctp ends one before it begins another. */
    std::map<StreamId, MessageBytes> partial_;
    bool reading_ = true;
    bool pumping_ = false;
    bool blocked_ = false;
    bool ended_ = false;
};

}  // namespace keks::client::webrtc
