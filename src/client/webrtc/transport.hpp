// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/peer_connection.hpp"
#include "client/webrtc/certificate.hpp"
#include "client/webrtc/channel_table.hpp"
#include "client/webrtc/dtls_transport.hpp"
#include "client/webrtc/ice_agent.hpp"
#include "client/webrtc/sctp_stack.hpp"
#include "client/webrtc/sctp_transport.hpp"
#include "client/webrtc/transport_parameters.hpp"

namespace keks::client::webrtc {

/** ICE, DTLS, SCTP and the channels of one connection. On the WebRTC thread only. */
class Transport {
  public:
    /** None may destroy the transport. */
    struct Events {
        std::function<void(std::string)> candidate;
        std::function<void()> gathered;
        /** Changes only; `failed` and `closed` are final. */
        std::function<void(ConnectionState)> state;
        ChannelTable::Events channels;
    };

    Transport(GMainContext* context, SctpStack& stack, const std::vector<IceServer>& servers,
              Certificate certificate, Events events);
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    ~Transport();

    void gather(const IceCredentials& local);
    /** Again after each negotiation; only the peer's ICE credentials may have changed. */
    void connect(const TransportParameters& parameters);
    void add_candidate(const std::string& line) { ice_.add_candidate(line); }
    void end_of_candidates() { ice_.end_of_candidates(); }
    void both_are_rift(bool both) { both_are_rift_ = both; }
    void set_reading(bool reading);
    /** As ChannelTable::finish(). */
    void finish();
    ChannelTable& channels() { return channels_; }

  private:
    IceAgent::Events ice_events();
    void on_ice(IceState state);
    void on_pair();
    void start_dtls();
    void send(std::span<const std::byte> datagram);
    void start_sctp();
    bool rift_is_local() const;
    SctpTransport::Options sctp_options(bool local) const;
    void on_tick();
    void end(ConnectionState state);

    GMainContext* context_;
    SctpStack& stack_;
    Certificate certificate_;
    Events events_;
    ChannelTable channels_;
    std::optional<TransportParameters> parameters_;
    std::optional<Timer> deadline_;
    std::optional<Timer> ticks_;
    IceAgent ice_;
    std::optional<DtlsTransport> dtls_;
    std::optional<SctpTransport> sctp_;
    /** Since a packet of the peer's came. */
    unsigned silent_ticks_ = 0;
    bool both_are_rift_ = false;
    bool reading_ = true;
    bool ice_connected_ = false;
    bool ice_restarts_ = false;
    bool over_ = false;
};

}  // namespace keks::client::webrtc
