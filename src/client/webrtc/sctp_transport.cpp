// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sctp_transport.hpp"

#include <usrsctp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <utility>

#include "client/webrtc/sdp.hpp"
#include "client/webrtc/usrsctp_option.hpp"

namespace keks::client::webrtc {
namespace {

constexpr int buffer_bytes = 4 * 1024 * 1024;
constexpr std::uint16_t max_streams = 1024;
// In ticks of the stack's, 10 ms; and in looks.
constexpr unsigned ticks_for_a_look = 100;
constexpr unsigned looks_until_stuck = 30;
// The first timeout, as SctpStack sets it: usrsctp takes no shortest one that is longer.
constexpr unsigned first_rto_ms = 1000;

sockaddr_conn make_address(SctpStack::Address address, std::uint16_t port) {
    sockaddr_conn result{};
    result.sconn_family = AF_CONN;
    result.sconn_port = static_cast<std::uint16_t>(port << 8 | port >> 8);  // network order
    result.sconn_addr = SctpStack::pointer(address);
    return result;
}

sctp_sack_info sack_info(unsigned packets) {
    constexpr unsigned delay_as_it_is = 0;
    return {SCTP_ALL_ASSOC, delay_as_it_is, packets};
}

void subscribe(struct socket* socket) {
    constexpr std::array<std::uint16_t, 2> types{SCTP_ASSOC_CHANGE, SCTP_STREAM_RESET_EVENT};
    for (const std::uint16_t type : types) {
        set_option(socket, IPPROTO_SCTP, SCTP_EVENT, sctp_event{SCTP_FUTURE_ASSOC, type, 1});
    }
}

}  // namespace

SctpTransport::SctpTransport(SctpStack& stack, const Options& options,
                             std::function<void(std::span<const std::byte>)> send, Events events)
    : events_(std::move(events)),
      stack_(stack),
      address_(stack.add({[this, send = std::move(send)](auto packet) {
                              sack_frequency_.on_sent(packet);
                              send(packet);
                          },
                          [this] { on_tick(); }})),
      options_(options),
      sack_frequency_(options.rarest_sack),
      buffer_(max_message_size, boost::container::default_init) {
    try {
        set_up();
        connect();
    } catch (...) {
        release();
        throw;
    }
}

SctpTransport::~SctpTransport() {
    release();
}

void SctpTransport::release() {
    ended_ = true;
    if (socket_ != nullptr) usrsctp_close(socket_);
    stack_.remove(address_);
}

void SctpTransport::set_up() {
    socket_ = usrsctp_socket(AF_CONN, SOCK_STREAM, IPPROTO_SCTP, nullptr, nullptr, 0, nullptr);
    require_usrsctp(socket_ != nullptr);
    require_usrsctp(usrsctp_set_non_blocking(socket_, 1) == 0);
    set_option(socket_, SOL_SOCKET, SO_LINGER, linger{1, 0});
    set_option(socket_, SOL_SOCKET, SO_SNDBUF, buffer_bytes);
    set_option(socket_, SOL_SOCKET, SO_RCVBUF, buffer_bytes);
    set_option(socket_, IPPROTO_SCTP, SCTP_NODELAY, int{1});
    set_option(socket_, IPPROTO_SCTP, SCTP_RECVRCVINFO, int{1});
    set_option(socket_, IPPROTO_SCTP, SCTP_ENABLE_STREAM_RESET,
               sctp_assoc_value{SCTP_ALL_ASSOC, SCTP_ENABLE_RESET_STREAM_REQ});
    set_option(socket_, IPPROTO_SCTP, SCTP_INITMSG, sctp_initmsg{max_streams, max_streams, 0, 0});
    set_option(socket_, IPPROTO_SCTP, SCTP_RTOINFO,
               sctp_rtoinfo{SCTP_FUTURE_ASSOC, 0, 0, options_.shortest_rto_ms});
    set_option(socket_, IPPROTO_SCTP, SCTP_DELAYED_SACK, sack_info(SackFrequency::usual));
    subscribe(socket_);
}

// The path's MTU is what we say: its discovery needs ICMP, of which usrsctp hears nothing here.
bool SctpTransport::set_mtu(const sockaddr_conn* remote, unsigned mtu) {
    sctp_paddrparams parameters{};
    if (remote != nullptr) std::memcpy(&parameters.spp_address, remote, sizeof *remote);
    parameters.spp_flags = SPP_PMTUD_DISABLE;
    parameters.spp_pathmtu = mtu;
    return usrsctp_setsockopt(socket_, IPPROTO_SCTP, SCTP_PEER_ADDR_PARAMS, &parameters,
                              sizeof parameters) == 0;
}

// Both ends connect (RFC 8841, section 9.3); SCTP makes one association of it.
void SctpTransport::connect() {
    auto local = make_address(address_, options_.local_port);
    require_usrsctp(usrsctp_bind(socket_, reinterpret_cast<sockaddr*>(&local), sizeof local) == 0);
    require_usrsctp(set_mtu(nullptr, options_.mtu));
    auto remote = make_address(address_, options_.remote_port);
    const int done = usrsctp_connect(socket_, reinterpret_cast<sockaddr*>(&remote), sizeof remote);
    require_usrsctp(done == 0 || errno == EINPROGRESS);
    // The association has taken the interface's, not the socket's.
    require_usrsctp(set_mtu(&remote, options_.mtu));
}

void SctpTransport::narrow(unsigned mtu) {
    if (ended_ || mtu >= options_.mtu) return;
    options_.mtu = mtu;
    const auto remote = make_address(address_, options_.remote_port);
    (void)set_mtu(&remote, mtu);  // fails only once the association is gone
}

void SctpTransport::input(std::span<const std::byte> packet) {
    sack_frequency_.on_received();
    usrsctp_conninput(SctpStack::pointer(address_), packet.data(), packet.size(), 0);
    pump();
}

void SctpTransport::on_tick() {
    set_sack_frequency();
    if (!ended_ && ++ticks_ % ticks_for_a_look == 0) look();
    pump();
}

void SctpTransport::look() {
    sctp_status status{};
    socklen_t bytes = sizeof status;
    if (usrsctp_getsockopt(socket_, IPPROTO_SCTP, SCTP_STATUS, &status, &bytes) != 0) return;
    set_shortest_rto(status.sstat_primary.spinfo_srtt);
    if (is_stuck(status)) end(End::stuck);
}

void SctpTransport::set_sack_frequency() {
    const unsigned packets = sack_frequency_.at_tick(std::chrono::steady_clock::now());
    if (ended_ || std::exchange(packets_for_a_sack_, packets) == packets) return;
    const auto info = sack_info(packets);
    // Fails only once the association is gone.
    (void)usrsctp_setsockopt(socket_, IPPROTO_SCTP, SCTP_DELAYED_SACK, &info, sizeof info);
}

// Where round trips hardly vary, the timeout would come down to one of them, before the SACKs that
// report a loss could be here: a timeout in place of a fast retransmit, after which the window is a
// packet's. So the least is above the round trip, as of TCP in Linux.
void SctpTransport::set_shortest_rto(unsigned round_trip_ms) {
    const unsigned shortest = std::min(round_trip_ms + options_.shortest_rto_ms, first_rto_ms);
    if (std::exchange(shortest_rto_ms_, shortest) == shortest) return;
    const sctp_rtoinfo info{SCTP_ALL_ASSOC, 0, 0, shortest};
    // Fails only once the association is gone.
    (void)usrsctp_setsockopt(socket_, IPPROTO_SCTP, SCTP_RTOINFO, &info, sizeof info);
}

// A peer may answer heartbeats on a way that larger packets do not come through: the way may have
// changed since they were made (see narrow()). While its window is closed there is nothing to do
// but wait.
bool SctpTransport::is_stuck(const sctp_status& status) {
    const std::pair<unsigned, unsigned> under_way{status.sstat_unackdata, status.sstat_penddata};
    const bool goes_on = std::exchange(sent_since_, 0) != 0 || under_way_ != under_way;
    under_way_ = under_way;
    const bool may_send = status.sstat_unackdata > 0 && status.sstat_rwnd > 2 * options_.mtu;
    looks_without_change_ = may_send && !goes_on ? looks_without_change_ + 1 : 0;
    return looks_without_change_ >= looks_until_stuck;
}

// usrsctp's upcalls say no more than its events do, which are asked for after everything that may
// change them.
void SctpTransport::pump() {
    if (ended_ || std::exchange(pumping_, true)) return;
    while (reading_ && !ended_ && read_one()) continue;
    if (blocked_ && !ended_ && (usrsctp_get_events(socket_) & SCTP_EVENT_WRITE) != 0) {
        blocked_ = false;
        events_.writable();
    }
    pumping_ = false;
}

bool SctpTransport::read_one() {
    sctp_rcvinfo info{};
    socklen_t info_bytes = sizeof info;
    unsigned info_type = 0;
    int flags = 0;
    sockaddr_conn from{};
    socklen_t from_bytes = sizeof from;
    const auto length =
        usrsctp_recvv(socket_, buffer_.data(), buffer_.size(), reinterpret_cast<sockaddr*>(&from),
                      &from_bytes, &info, &info_bytes, &info_type, &flags);
    if (length <= 0) {
        if (length == 0 || (errno != EWOULDBLOCK && errno != EINTR)) end();
        return false;
    }
    const auto bytes = static_cast<std::size_t>(length);
    if ((flags & MSG_NOTIFICATION) == 0) {
        take_piece(info.rcv_sid, ntohl(info.rcv_ppid), bytes, (flags & MSG_EOR) != 0);
    } else if (bytes >= sizeof(sctp_notification::sctp_tlv)) {
        notice(*reinterpret_cast<const sctp_notification*>(buffer_.data()));
    }
    return true;
}

/** The first `bytes` of the buffer are the next of a message. */
void SctpTransport::take_piece(StreamId stream, std::uint32_t ppid, std::size_t bytes,
                               bool complete) {
    auto begun = partial_.find(stream);
    if (complete && begun == partial_.end()) {
        return events_.message(stream, ppid, take_buffer(bytes));
    }
    if (begun == partial_.end()) begun = partial_.try_emplace(stream).first;
    auto& message = begun->second;
    // The peer was told how much we take (RFC 8841, section 6).
    if (message.size() + bytes > max_message_size) return end();
    message.insert(message.end(), buffer_.data(), buffer_.data() + bytes);
    if (!complete) return;
    MessageBytes whole = std::move(message);
    partial_.erase(begun);
    events_.message(stream, ppid, std::move(whole));
}

// Long messages leave with the buffer itself, which saves a copy; others do not take more memory
// along than they need.
MessageBytes SctpTransport::take_buffer(std::size_t bytes) {
    if (bytes < buffer_.size() / 2) return {buffer_.data(), buffer_.data() + bytes};
    buffer_.resize(bytes);
    return std::exchange(buffer_, MessageBytes(max_message_size, boost::container::default_init));
}

void SctpTransport::notice(const sctp_notification& notification) {
    if (notification.sn_header.sn_type == SCTP_STREAM_RESET_EVENT) {
        return notice_resets(notification);
    }
    if (notification.sn_header.sn_type != SCTP_ASSOC_CHANGE) return;
    const auto& change = notification.sn_assoc_change;
    if (change.sac_state == SCTP_COMM_UP) {
        if (!options_.checksums) stack_.omit_checksums(address_);
        return events_.connected(std::min(change.sac_outbound_streams, change.sac_inbound_streams));
    }
    // Also a restart: no peer of ours does that under the same DTLS.
    end();
}

void SctpTransport::notice_resets(const sctp_notification& notification) {
    const auto& reset = notification.sn_strreset_event;
    const std::size_t bytes = reset.strreset_length - sizeof reset;
    for (std::size_t i = 0; i < bytes / sizeof(StreamId); ++i) {
        const StreamId stream = reset.strreset_stream_list[i];
        if ((reset.strreset_flags & SCTP_STREAM_RESET_INCOMING_SSN) != 0) {
            partial_.erase(stream);
            events_.incoming_reset(stream);
        }
        if ((reset.strreset_flags & SCTP_STREAM_RESET_OUTGOING_SSN) != 0) {
            events_.outgoing_reset(stream);
        }
    }
}

SctpTransport::Sent SctpTransport::send(StreamId stream, std::uint32_t ppid,
                                        std::span<const std::byte> message) {
    if (ended_) return Sent::never;
    sctp_sndinfo info{};
    info.snd_sid = stream;
    info.snd_flags = SCTP_EOR;
    info.snd_ppid = htonl(ppid);
    const auto sent = usrsctp_sendv(socket_, message.data(), message.size(), nullptr, 0, &info,
                                    sizeof info, SCTP_SENDV_SNDINFO, 0);
    if (sent >= 0) {
        ++sent_since_;
        return Sent::yes;
    }
    if (errno != EWOULDBLOCK && errno != ENOBUFS) return Sent::never;
    blocked_ = true;
    return Sent::later;
}

bool SctpTransport::reset(StreamId stream) {
    if (ended_) return true;
    constexpr std::size_t bytes = sizeof(sctp_reset_streams) + sizeof(StreamId);
    alignas(sctp_reset_streams) std::array<std::byte, bytes> memory{};
    auto* const request = new (memory.data()) sctp_reset_streams{};
    request->srs_assoc_id = SCTP_ALL_ASSOC;
    request->srs_flags = SCTP_STREAM_RESET_OUTGOING;
    request->srs_number_streams = 1;
    std::memcpy(memory.data() + sizeof(sctp_reset_streams), &stream, sizeof stream);
    return usrsctp_setsockopt(socket_, IPPROTO_SCTP, SCTP_RESET_STREAMS, memory.data(),
                              static_cast<socklen_t>(memory.size())) == 0;
}

void SctpTransport::set_reading(bool reading) {
    if (std::exchange(reading_, reading) != reading && reading) pump();
}

void SctpTransport::end(End how) {
    if (!std::exchange(ended_, true)) events_.ended(how);
}

}  // namespace keks::client::webrtc
