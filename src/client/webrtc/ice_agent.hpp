// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <nice/agent.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/peer_connection.hpp"
#include "client/webrtc/datagram_batch.hpp"
#include "client/webrtc/direct_path.hpp"
#include "client/webrtc/sdp.hpp"
#include "client/webrtc/webrtc_thread.hpp"

namespace keks::client::webrtc {

enum class IceState { checking, connected, failed };

/** ICE (RFC 8445) with one stream of one component, by libnice. On the WebRTC thread only. */
class IceAgent {
  public:
    struct Events {
        /** `candidate:…` of our own. */
        std::function<void(std::string)> candidate;
        std::function<void()> gathered;
        std::function<void(IceState)> state;
        /** One datagram, or several that came as one after join_received(); valid during the call
         * only. */
        std::function<void(std::span<const std::byte>)> received;
        /** Datagrams go another way from now on. */
        std::function<void()> pair_changed;
    };

    IceAgent(GMainContext* context, const std::vector<IceServer>& servers, Events events);
    IceAgent(const IceAgent&) = delete;
    IceAgent& operator=(const IceAgent&) = delete;
    ~IceAgent();

    /** Begins to look for candidates; with other credentials than before ICE is restarted, and
     * those that were found are announced again. */
    void gather(const IceCredentials& local);
    /** Whether gather() would. */
    bool restarts_with(const IceCredentials& local) const;

    /** Begins the checks. With other credentials than before the peer has restarted ICE. */
    void connect(const IceCredentials& remote, bool controlling);

    /** One that parse_candidate() holds for usable. */
    void add_candidate(const std::string& line);

    void end_of_candidates();

    /** At most DatagramBatch::max_bytes. It leaves at the end of this turn of the thread's loop,
     * together with the others of the turn; one that cannot be sent then is lost, as any may be. */
    void send(std::span<const std::byte> datagram);

    /** Whether the peer itself is on this machine: as DirectPath::is_local(), of the way that
     * datagrams go now, where the peer has said that its end is an address of its own. A relay on
     * this machine is not the peer. */
    bool peer_is_local() const;

    /** As DirectPath::join_received(), for as long as datagrams go this way; for a peer that is
     * local. */
    void join_received();

    NiceAgent* agent() const { return agent_; }
    unsigned stream() const { return stream_; }

  private:
    void add_local_addresses();
    void add_servers(const std::vector<IceServer>& servers);
    void add_server(const IceServer& server);
    void connect_signals();
    void announce_again();
    void widen_sockets();
    void announce(NiceCandidate* candidate);
    void on_state(unsigned state);
    void on_pair();
    void flush();

    Events events_;
    NiceAgent* agent_;
    unsigned stream_;
    IceCredentials local_;
    IceCredentials remote_;
    DatagramBatch batch_;
    bool lost_ = false;
    /** Nothing: datagrams go by libnice, to a relay or nowhere. */
    std::optional<DirectPath> path_;
    EndOfTurn end_of_turn_;
    bool gathered_ = false;
};

}  // namespace keks::client::webrtc
