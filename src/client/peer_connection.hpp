// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/data_channel.hpp"

namespace keks::client {

/** One of an RTCConfiguration's `iceServers` (RFC 7064, RFC 7065). */
struct IceServer {
    /** `stun:host:port` or `turn:host:port?transport=udp|tcp`; port 3478 and udp unless given. Of
     * no use are `stuns:` and `turns:`. */
    std::string uri;
    /** For TURN only. Secrets: never in a log. */
    std::string username;
    std::string password;
};

/** RTCIceCandidateInit. */
struct IceCandidate {
    /** `candidate:…` (RFC 8839, section 5.1); empty: the end of candidates. */
    std::string candidate;
    /** `sdpMid`. */
    std::string mid;
    /** `sdpMLineIndex`, from 0. */
    int mline_index = 0;
};

/** RTCSessionDescription. */
struct SessionDescription {
    enum class Type { offer, answer, rollback };
    Type type = Type::offer;
    /** RFC 8866 with CRLF; empty for a rollback. */
    std::string sdp;
};

/** RTCPeerConnectionState, as far as it matters. `failed` and `closed` are final. */
enum class ConnectionState { connecting, connected, failed, closed };

/**
 * RTCPeerConnection (RFC 8829) reduced to one `m=application` section (RFC 8841). Used on the loop
 * only, and calls back on the loop only, never from within one of its own methods. Methods take
 * effect in the order of their calls; after `close()` they do nothing.
 *
 * It keeps the signalling state's rules of RFC 8829 but decides nothing about glare: whoever is
 * polite calls `roll_back()` before `set_remote()` with the other's offer.
 */
class PeerConnection {
  public:
    /** Each may be empty. None is called once the connection is destroyed. */
    struct Events {
        /** The result of `make_offer()` or `make_answer()`; already set as the local one. */
        std::function<void(SessionDescription)> local_description;

        /** To be trickled to the peer (RFC 8838); after the description that it belongs to. */
        std::function<void(IceCandidate)> candidate;

        /** Opened by the peer, and open. Whoever does not want it lets it be destroyed. */
        std::function<void(std::unique_ptr<DataChannel>)> channel;

        /** Changes only; a peer that is gone without a word is `failed` within about 6 s. */
        std::function<void(ConnectionState)> state;

        /** A remote description or candidate is malformed or out of turn; nothing has changed. Of
         * descriptions the methods' results say so, this says why. */
        std::function<void(std::string reason)> refused;
    };

    PeerConnection() = default;
    PeerConnection(const PeerConnection&) = delete;
    PeerConnection& operator=(const PeerConnection&) = delete;

    /** Closes, without events of its own; its channels get their `closed`. Allowed from within an
     * event. */
    virtual ~PeerConnection() = default;

    // False, of the three that follow: it is not the state for it, or the description cannot be
    // used; nothing has changed. A connection that fails meanwhile announces no description.

    /** From stable: `local_description` follows, and the state is have-local-offer. */
    virtual bool make_offer() = 0;

    /** From have-remote-offer: `local_description` follows, and the state is stable. */
    virtual bool make_answer() = 0;

    /** RTCPeerConnection.setRemoteDescription. */
    virtual bool set_remote(const SessionDescription& description) = 0;

    /** From have-local-offer back to stable; otherwise nothing. */
    virtual void roll_back() = 0;

    /** Kept until there is a remote description; what libnice cannot use is left out silently. */
    virtual void add_candidate(const IceCandidate& candidate) = 0;

    /** Opens when the connection is there. `label`: UTF-8, at most 65,535 bytes. */
    virtual std::unique_ptr<DataChannel> open_channel(std::string label) = 0;

    /** The application section stands: a further channel needs no offer. */
    virtual bool negotiated() const = 0;

    /**
     * Both ends said that they are rift, so that larger packets and rarer SACKs, at which browsers
     * stall, are safe. To be called before the connection is `connected`; otherwise it does
     * nothing.
     */
    virtual void both_are_rift(bool both) = 0;

    /**
     * Closes all channels, after what is queued, and takes no others. `quiet` comes once: the peer
     * has acknowledged all of it and closed them as well, or the connection has ended. How long
     * that may take is for the caller to bound. To be called once.
     */
    virtual void finish(std::function<void()> quiet) = 0;

    /** Tells the peer, closes all channels and frees everything. State `closed` follows. */
    virtual void close() = 0;
};

class PeerConnectionFactory {
  public:
    PeerConnectionFactory() = default;
    PeerConnectionFactory(const PeerConnectionFactory&) = delete;
    PeerConnectionFactory& operator=(const PeerConnectionFactory&) = delete;

    /** Closes what it created and is still there. */
    virtual ~PeerConnectionFactory() = default;

    /** Servers whose URI cannot be understood are left out. */
    virtual std::unique_ptr<PeerConnection> create(std::vector<IceServer> servers,
                                                   PeerConnection::Events events) = 0;
};

/**
 * With libnice, OpenSSL and usrsctp, on one thread of its own. One at a time in a process: usrsctp
 * is global. Throws std::runtime_error or std::system_error when there are no threads or keys.
 */
std::unique_ptr<PeerConnectionFactory> make_webrtc_factory(boost::asio::any_io_executor loop);

}  // namespace keks::client
