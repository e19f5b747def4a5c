// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/ice_agent.hpp"

#include <nice/interfaces.h>
#include <sys/socket.h>

#include <memory>
#include <string_view>
#include <utility>

#include "client/webrtc/ice_candidate.hpp"

namespace keks::client::webrtc {
namespace {

constexpr unsigned component = NICE_COMPONENT_TYPE_RTP;
constexpr gint receive_buffer_bytes = 4 * 1024 * 1024;

struct GFree {
    void operator()(gpointer memory) const { g_free(memory); }
};
using GString = std::unique_ptr<gchar, GFree>;

struct CandidateFree {
    void operator()(NiceCandidate* candidate) const { nice_candidate_free(candidate); }
};
using CandidatePointer = std::unique_ptr<NiceCandidate, CandidateFree>;

NiceAgent* make_agent(GMainContext* context) {
    constexpr auto options = static_cast<NiceAgentOption>(NICE_AGENT_OPTION_REGULAR_NOMINATION |
                                                          NICE_AGENT_OPTION_ICE_TRICKLE);
    NiceAgent* const agent = nice_agent_new_full(context, NICE_COMPATIBILITY_RFC5245, options);
    // Without consent freshness (RFC 7675): libnice ends a connection 10 s after the last answer to
    // its checks, of which it repeats none, so one or two that were lost ended one, which happened
    // every other minute at a loss of 5 %; and each that is lost takes one of 200 places for good.
    // What DTLS has authenticated says more of a peer's consent, and Transport waits for it no
    // longer than the RFC does for an answer. The peer's own checks are answered.
    g_object_set(agent, "ice-tcp", FALSE, "upnp", FALSE, "ice-udp", TRUE, nullptr);
    return agent;
}

/** They need a zone to be reached, which a candidate cannot say. */
bool is_ipv6_link_local(std::string_view address) {
    return address.starts_with("fe80:");
}

void unref_closed(GObject* agent, GAsyncResult*, gpointer) {
    g_object_unref(agent);
}

}  // namespace

IceAgent::IceAgent(GMainContext* context, const std::vector<IceServer>& servers, Events events)
    : events_(std::move(events)), agent_(make_agent(context)), end_of_turn_(context, [this] {
          flush();
          batch_.end_turn();
      }) {
    add_local_addresses();
    stream_ = nice_agent_add_stream(agent_, 1);
    connect_signals();
    const auto receive = [](NiceAgent*, guint, guint, guint length, gchar* bytes, gpointer self) {
        const auto datagram = std::as_bytes(std::span{bytes, length});
        static_cast<IceAgent*>(self)->events_.received(datagram);
    };
    nice_agent_attach_recv(agent_, stream_, component, context, receive, this);
    add_servers(servers);
}

IceAgent::~IceAgent() {
    flush();
    g_signal_handlers_disconnect_by_data(agent_, this);
    nice_agent_attach_recv(agent_, stream_, component, nullptr, nullptr, nullptr);
    nice_agent_remove_stream(agent_, stream_);
    // Gives back what a TURN server holds for us, and ends then.
    nice_agent_close_async(agent_, unref_closed, nullptr);
}

// libnice leaves out loopback, over which alone two ends in one container may reach each other.
void IceAgent::add_local_addresses() {
    GList* const texts = nice_interfaces_get_local_ips(TRUE);
    for (GList* item = texts; item != nullptr; item = item->next) {
        NiceAddress address;
        nice_address_init(&address);
        const auto* const text = static_cast<const gchar*>(item->data);
        if (nice_address_set_from_string(&address, text) != FALSE && !is_ipv6_link_local(text)) {
            nice_agent_add_local_address(agent_, &address);
        }
    }
    g_list_free_full(texts, g_free);
}

void IceAgent::add_servers(const std::vector<IceServer>& servers) {
    for (const auto& server : servers) add_server(server);
}

void IceAgent::add_server(const IceServer& server) {
    const auto address = parse_ice_server(server.uri);
    if (!address) return;
    if (address->kind == IceServerAddress::Kind::stun) {
        g_object_set(agent_, "stun-server", address->host.c_str(), "stun-server-port",
                     guint{address->port}, nullptr);
        return;
    }
    const bool tcp = address->kind == IceServerAddress::Kind::turn_tcp;
    nice_agent_set_relay_info(agent_, stream_, component, address->host.c_str(), address->port,
                              server.username.c_str(), server.password.c_str(),
                              tcp ? NICE_RELAY_TYPE_TURN_TCP : NICE_RELAY_TYPE_TURN_UDP);
}

void IceAgent::connect_signals() {
    using Found = void (*)(NiceAgent*, NiceCandidate*, gpointer);
    const Found found = [](NiceAgent*, NiceCandidate* candidate, gpointer self) {
        static_cast<IceAgent*>(self)->announce(candidate);
    };
    using Gathered = void (*)(NiceAgent*, guint, gpointer);
    const Gathered gathered = [](NiceAgent*, guint, gpointer self) {
        auto& us = *static_cast<IceAgent*>(self);
        us.gathered_ = true;
        us.events_.gathered();
    };
    using Changed = void (*)(NiceAgent*, guint, guint, guint, gpointer);
    const Changed changed = [](NiceAgent*, guint, guint, guint state, gpointer self) {
        static_cast<IceAgent*>(self)->on_state(state);
    };
    using Selected = void (*)(NiceAgent*, guint, guint, NiceCandidate*, NiceCandidate*, gpointer);
    const Selected selected = [](NiceAgent*, guint, guint, NiceCandidate*, NiceCandidate*,
                                 gpointer self) { static_cast<IceAgent*>(self)->on_pair(); };
    g_signal_connect(agent_, "new-candidate-full", G_CALLBACK(found), this);
    g_signal_connect(agent_, "candidate-gathering-done", G_CALLBACK(gathered), this);
    g_signal_connect(agent_, "component-state-changed", G_CALLBACK(changed), this);
    g_signal_connect(agent_, "new-selected-pair-full", G_CALLBACK(selected), this);
}

void IceAgent::announce(NiceCandidate* candidate) {
    const GString line{nice_agent_generate_local_candidate_sdp(agent_, candidate)};
    if (line == nullptr) return;
    std::string text{line.get()};
    if (text.starts_with("a=")) text.erase(0, 2);
    events_.candidate(std::move(text));
}

void IceAgent::on_state(unsigned state) {
    switch (state) {
        case NICE_COMPONENT_STATE_CONNECTED:
        case NICE_COMPONENT_STATE_READY:
            lost_ = false;
            return events_.state(IceState::connected);
        case NICE_COMPONENT_STATE_FAILED:
            // Once a TURN server has ended its TCP connection, libnice would follow the socket that
            // was there, also with what this turn of the loop has collected.
            lost_ = true;
            batch_.clear();
            return events_.state(IceState::failed);
        default:
            return events_.state(IceState::checking);
    }
}

bool IceAgent::restarts_with(const IceCredentials& local) const {
    return !local_.ufrag.empty() && local != local_;
}

void IceAgent::gather(const IceCredentials& local) {
    if (local == local_) return;
    const bool restarts = restarts_with(local);
    if (restarts) nice_agent_restart_stream(agent_, stream_);
    local_ = local;
    nice_agent_set_local_credentials(agent_, stream_, local.ufrag.c_str(), local.password.c_str());
    if (restarts) return announce_again();
    nice_agent_gather_candidates(agent_, stream_);
    widen_sockets();
}

// A stream keeps its sockets when it restarts, and libnice looks for candidates once only: those
// that there are hold for the new credentials (RFC 8445, section 9), but the peer has to hear that.
void IceAgent::announce_again() {
    GSList* const candidates = nice_agent_get_local_candidates(agent_, stream_, component);
    for (GSList* item = candidates; item != nullptr; item = item->next) {
        auto* const candidate = static_cast<NiceCandidate*>(item->data);
        // What checks found, the peer has seen for itself.
        if (candidate->type != NICE_CANDIDATE_TYPE_PEER_REFLEXIVE) announce(candidate);
    }
    g_slist_free_full(candidates, [](gpointer candidate) {
        nice_candidate_free(static_cast<NiceCandidate*>(candidate));
    });
    if (gathered_) events_.gathered();
}

// Bursts on a long way are larger than what systems hold for sockets that do not ask: what does not
// fit is lost, and each time congestion control takes that for a narrow way.
void IceAgent::widen_sockets() {
    GPtrArray* const sockets = nice_agent_get_sockets(agent_, stream_, component);
    if (sockets == nullptr) return;
    for (const gpointer socket : std::span{sockets->pdata, sockets->len}) {
        // Best effort: the system may give less.
        g_socket_set_option(static_cast<GSocket*>(socket), SOL_SOCKET, SO_RCVBUF,
                            receive_buffer_bytes, nullptr);
    }
    g_ptr_array_unref(sockets);
}

void IceAgent::connect(const IceCredentials& remote, bool controlling) {
    if (remote == remote_) return;
    if (remote_.ufrag.empty()) {
        g_object_set(agent_, "controlling-mode", static_cast<gboolean>(controlling), nullptr);
    }
    remote_ = remote;
    nice_agent_set_remote_credentials(agent_, stream_, remote.ufrag.c_str(),
                                      remote.password.c_str());
}

void IceAgent::add_candidate(const std::string& line) {
    const std::string text = "a=" + line;
    const CandidatePointer candidate{
        nice_agent_parse_remote_candidate_sdp(agent_, stream_, text.c_str())};
    if (candidate == nullptr) return;
    GSList list{candidate.get(), nullptr};
    nice_agent_set_remote_candidates(agent_, stream_, component, &list);
}

void IceAgent::end_of_candidates() {
    nice_agent_peer_candidate_gathering_done(agent_, stream_);
}

// libnice sends one datagram at a time. It has no socket for what goes by a relay.
void IceAgent::on_pair() {
    flush();
    path_.reset();
    GSocket* const socket = nice_agent_get_selected_socket(agent_, stream_, component);
    NiceCandidate* local = nullptr;
    NiceCandidate* remote = nullptr;
    if (socket != nullptr &&
        nice_agent_get_selected_pair(agent_, stream_, component, &local, &remote) != FALSE) {
        sockaddr_storage address{};
        nice_address_copy_to_sockaddr(&remote->addr, reinterpret_cast<sockaddr*>(&address));
        path_.emplace(socket, address);
    }
    events_.pair_changed();
}

// Asked anew each time: what checks found (peer-reflexive) may be a relay's address or another
// translator's, and becomes what the peer says it is once its candidate has come.
bool IceAgent::peer_is_local() const {
    if (!path_) return false;
    NiceCandidate* local = nullptr;
    NiceCandidate* remote = nullptr;
    return nice_agent_get_selected_pair(agent_, stream_, component, &local, &remote) != FALSE &&
           local->type != NICE_CANDIDATE_TYPE_RELAYED && remote->type == NICE_CANDIDATE_TYPE_HOST &&
           path_->is_local();
}

void IceAgent::join_received() {
    if (path_) path_->join_received();
}

void IceAgent::send(std::span<const std::byte> datagram) {
    if (lost_) return;
    if (!batch_.add(datagram)) {
        flush();
        (void)batch_.add(datagram);  // it is empty now
    }
    if (batch_.is_due()) flush();
}

void IceAgent::flush() {
    if (batch_.empty()) return;
    if (path_) {
        path_->send(batch_);
    } else {
        for (std::size_t number = 0; number < batch_.datagrams(); ++number) {
            const auto datagram = batch_.datagram(number);
            nice_agent_send(agent_, stream_, component, static_cast<guint>(datagram.size()),
                            reinterpret_cast<const gchar*>(datagram.data()));
        }
    }
    batch_.clear();
}

}  // namespace keks::client::webrtc
