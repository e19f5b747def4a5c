// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/sctp_stack.hpp"

#include <usrsctp.h>

#include <cstring>
#include <utility>
#include <vector>

#include "client/webrtc/crc32c.hpp"
#include "client/webrtc/sctp_chunks.hpp"

namespace keks::client::webrtc {
namespace {

constexpr unsigned sctp_tick_ms = 10;
constexpr std::size_t checksum_at = 8;

SctpStack* instance = nullptr;

void set_defaults() {
    // Nothing that WebRTC does without.
    usrsctp_sysctl_set_sctp_ecn_enable(0);
    usrsctp_sysctl_set_sctp_asconf_enable(0);
    usrsctp_sysctl_set_sctp_auth_enable(0);
    usrsctp_sysctl_set_sctp_nrsack_enable(0);
    usrsctp_sysctl_set_sctp_pktdrop_enable(0);
    // As many chunks as the receive buffer holds.
    usrsctp_sysctl_set_sctp_max_chunks_on_queue(16 * 1024);
    // RFC 6928.
    usrsctp_sysctl_set_sctp_initial_cwnd(10);
    usrsctp_sysctl_set_sctp_max_burst_default(10);
    usrsctp_sysctl_set_sctp_rto_initial_default(1000);
    // After an outage a connection goes on before its peer is taken for gone.
    usrsctp_sysctl_set_sctp_rto_max_default(3000);
    usrsctp_sysctl_set_sctp_init_rto_max_default(2000);
    usrsctp_sysctl_set_sctp_delayed_sack_time_default(20);
    // While a peer takes nothing, each probe of its window repeats one chunk: after as many as 30
    // it would be taken for gone, though it answers. SctpTransport notices one that never arrives.
    usrsctp_sysctl_set_sctp_max_retran_chunk(0);
    // Heartbeats are the signs of life that Transport waits for.
    usrsctp_sysctl_set_sctp_heartbeat_interval_default(1000);
}

}  // namespace

SctpStack::SctpStack(GMainContext* context) : context_(context) {
    instance = this;
    usrsctp_init_nothreads(0, output, nullptr);
    usrsctp_enable_crc32c_offload();
    set_defaults();
}

SctpStack::~SctpStack() {
    // It goes when its last association is gone, which may take a timer or two.
    for (int attempt = 0; usrsctp_finish() != 0 && attempt < 100; ++attempt) {
        usrsctp_handle_timers(sctp_tick_ms);
    }
    instance = nullptr;
}

SctpStack::Address SctpStack::add(User user) {
    users_.emplace(++last_, std::move(user));
    usrsctp_register_address(pointer(last_));
    if (!timer_) {
        told_ = std::chrono::steady_clock::now();
        timer_.emplace(context_, sctp_tick_ms, [this] { tick(); });
    }
    return last_;
}

void SctpStack::remove(Address address) {
    usrsctp_deregister_address(pointer(address));
    users_.erase(address);
}

void SctpStack::omit_checksums(Address address) {
    const auto user = users_.find(address);
    if (user != users_.end()) user->second.checksums = false;
}

// Checksums are left to us, as to a network card. Those of what arrives are not looked at: DTLS has
// made sure of every bit.
int SctpStack::output(void* address, void* bytes, std::size_t length, std::uint8_t, std::uint8_t) {
    const auto user = instance->users_.find(reinterpret_cast<Address>(address));
    if (user == instance->users_.end() || length < common_header_bytes) return 0;
    const std::span packet{static_cast<std::byte*>(bytes), length};
    const std::uint32_t checksum = user->second.checksums ? crc32c(packet) : 0;
    std::memcpy(packet.data() + checksum_at, &checksum, sizeof checksum);
    user->second.send(packet);
    return 0;
}

void SctpStack::tick() {
    const auto now = std::chrono::steady_clock::now();
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - told_);
    told_ += passed;
    usrsctp_handle_timers(static_cast<std::uint32_t>(passed.count()));
    std::vector<Address> users;
    users.reserve(users_.size());
    for (const auto& [address, user] : users_) users.push_back(address);
    for (const Address address : users) {
        if (const auto user = users_.find(address); user != users_.end()) user->second.tick();
    }
    if (users_.empty()) timer_.reset();
}

}  // namespace keks::client::webrtc
