// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/transport.hpp"

#include <exception>
#include <utility>

namespace keks::client::webrtc {
namespace {

// From the first negotiation on; people who see nothing for longer have given up.
constexpr unsigned connect_timeout_ms = 30'000;
constexpr unsigned tick_ms = 20;
// Until a peer of which nothing comes is gone: RFC 7675 (section 5.1) gives 30 s. Of two rifts each
// asks the other for a sign of life several times in 10 s, which loss does not make so silent. In
// ticks, as the time for which a process was stopped does not count.
constexpr unsigned ticks_until_gone = 30'000 / tick_ms;
constexpr unsigned ticks_until_rift_gone = 10'000 / tick_ms;
// So that four datagrams, with what DTLS adds to each, leave in one system call.
constexpr unsigned local_mtu = 16'336;

}  // namespace

Transport::Transport(GMainContext* context, SctpStack& stack, const std::vector<IceServer>& servers,
                     Certificate certificate, Events events)
    : context_(context),
      stack_(stack),
      certificate_(std::move(certificate)),
      events_(std::move(events)),
      channels_(events_.channels),
      ice_(context, servers, ice_events()) {}

Transport::~Transport() {
    over_ = true;
    sctp_.reset();
    if (dtls_) dtls_->close();
}

IceAgent::Events Transport::ice_events() {
    return {.candidate = events_.candidate,
            .gathered = events_.gathered,
            .state = [this](IceState state) { on_ice(state); },
            .received =
                [this](std::span<const std::byte> datagram) {
                    if (dtls_) dtls_->input(datagram);
                },
            .pair_changed = [this] { on_pair(); }};
}

void Transport::connect(const TransportParameters& parameters) {
    if (over_) return;
    const bool first = !parameters_;
    if (first) parameters_ = parameters;
    ice_.connect(parameters.remote_ice, parameters.ice_controlling);
    if (!first) return;
    deadline_.emplace(context_, connect_timeout_ms, [this] { end(ConnectionState::failed); });
    if (ice_connected_) start_dtls();
}

void Transport::on_ice(IceState state) {
    if (over_) return;
    // Its pair is gone for good. When a TURN server ends its TCP connection, libnice says no more
    // than that, and still has the pair without the socket, to which it would send by and by.
    const bool lost = state == IceState::checking && ice_connected_ && !ice_restarts_;
    ice_connected_ = state == IceState::connected;
    if (ice_connected_) ice_restarts_ = false;
    if (state == IceState::failed || lost) return end(ConnectionState::failed);
    if (ice_connected_ && parameters_ && !dtls_) start_dtls();
}

// Larger packets are for the pair that they were meant for, and so are joined ones.
void Transport::on_pair() {
    if (!sctp_ || over_) return;
    if (rift_is_local()) {
        ice_.join_received();
    } else {
        sctp_->narrow(SctpTransport::Options{}.mtu);
    }
}

void Transport::start_dtls() {
    try {
        dtls_.emplace(certificate_, parameters_->remote_fingerprint, parameters_->dtls_client,
                      DtlsTransport::Events{.send = [this](auto datagram) { send(datagram); },
                                            .connected = [this] { start_sctp(); },
                                            .received =
                                                [this](auto packet) {
                                                    if (over_) return;
                                                    silent_ticks_ = 0;
                                                    if (sctp_) sctp_->input(packet);
                                                },
                                            .ended =
                                                [this](DtlsTransport::End how) {
                                                    end(how == DtlsTransport::End::closed
                                                            ? ConnectionState::closed
                                                            : ConnectionState::failed);
                                                }});
        ticks_.emplace(context_, tick_ms, [this] { on_tick(); });
        dtls_->start();
    } catch (const std::exception&) {
        end(ConnectionState::failed);
    }
}

void Transport::gather(const IceCredentials& local) {
    // Before: libnice tells within the call.
    ice_restarts_ = ice_restarts_ || (ice_connected_ && ice_.restarts_with(local));
    ice_.gather(local);
}

void Transport::send(std::span<const std::byte> datagram) {
    if (ice_connected_) ice_.send(datagram);
}

// What others send, libnice may have to see datagram by datagram.
bool Transport::rift_is_local() const {
    return both_are_rift_ && ice_.peer_is_local();
}

SctpTransport::Options Transport::sctp_options(bool local) const {
    SctpTransport::Options options{.remote_port = parameters_->remote_sctp_port};
    if (!both_are_rift_) return options;
    // Rarer SACKs save a good part of the work; browsers stall at them.
    options.rarest_sack = 8;
    // DTLS makes sure of every bit as it is.
    options.checksums = false;
    if (!local) return options;
    // Larger packets save work too, and browsers do not take any. Only where nothing on the way
    // cuts them: what would be lost of one anywhere else is the whole.
    options.mtu = local_mtu;
    // Nothing on the way makes a SACK late but the peer itself.
    options.shortest_rto_ms = 100;
    return options;
}

void Transport::start_sctp() {
    const bool local = rift_is_local();
    if (local) ice_.join_received();
    const auto connected = [this](unsigned streams) {
        if (over_) return;
        deadline_.reset();
        channels_.connected(*sctp_, parameters_->dtls_client, streams);
        events_.state(ConnectionState::connected);
    };
    SctpTransport::Events events{
        .connected = connected,
        .message = [this](auto stream, auto ppid,
                          auto message) { channels_.on_message(stream, ppid, std::move(message)); },
        .incoming_reset = [this](auto stream) { channels_.on_incoming_reset(stream); },
        .outgoing_reset = [this](auto stream) { channels_.on_outgoing_reset(stream); },
        .writable = [this] { channels_.on_writable(); },
        .ended =
            [this](SctpTransport::End how) {
                end(how == SctpTransport::End::stuck ? ConnectionState::failed
                                                     : ConnectionState::closed);
            }};
    try {
        sctp_.emplace(
            stack_, sctp_options(local), [this](auto packet) { dtls_->send(packet); },
            std::move(events));
        sctp_->set_reading(reading_);
    } catch (const std::exception&) {
        end(ConnectionState::failed);
    }
}

void Transport::set_reading(bool reading) {
    reading_ = reading;
    if (sctp_) sctp_->set_reading(reading);
}

void Transport::finish() {
    set_reading(true);
    channels_.finish();
}

void Transport::on_tick() {
    dtls_->tick();
    channels_.on_tick();
    // Until SCTP is connected there is the deadline.
    if (deadline_) return;
    if (++silent_ticks_ >= (both_are_rift_ ? ticks_until_rift_gone : ticks_until_gone))
        end(ConnectionState::failed);
}

void Transport::end(ConnectionState state) {
    if (std::exchange(over_, true)) return;
    deadline_.reset();
    ticks_.reset();
    channels_.lost();
    events_.state(state);
}

}  // namespace keks::client::webrtc
