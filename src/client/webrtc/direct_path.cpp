// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/direct_path.hpp"

#include <netinet/in.h>
#include <netinet/udp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace keks::client::webrtc {
namespace {

// That of Linux's loopback interface, by which all of a machine's own addresses are reached:
// 65,536, of which IPv4 can use all but one. Other interfaces may be given the same.
constexpr int loopback_mtu = 65'535;

socklen_t length_of(const sockaddr_storage& address) {
    return address.ss_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
}

const sockaddr_in& v4(const sockaddr_storage& address) {
    return reinterpret_cast<const sockaddr_in&>(address);
}

const sockaddr_in6& v6(const sockaddr_storage& address) {
    return reinterpret_cast<const sockaddr_in6&>(address);
}

/** All of 127/8 is this machine's, and reached from 127.0.0.1. */
bool is_loopback(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET6) return IN6_IS_ADDR_LOOPBACK(&v6(address).sin6_addr);
    return ntohl(v4(address).sin_addr.s_addr) >> 24U == IN_LOOPBACKNET;
}

/** Whatever the ports. What a machine sends to an address of its own comes from that address. */
bool same_address(const sockaddr_storage& one, const sockaddr_storage& other) {
    if (one.ss_family != other.ss_family) return false;
    if (one.ss_family == AF_INET6)
        return IN6_ARE_ADDR_EQUAL(&v6(one).sin6_addr, &v6(other).sin6_addr);
    return v4(one).sin_addr.s_addr == v4(other).sin_addr.s_addr;
}

/** The answers of a kernel, a route or a network card that does not cut. */
bool says_that_it_cannot_cut(int error) {
    return error == EINVAL || error == EIO || error == ENOPROTOOPT || error == EOPNOTSUPP ||
           error == EMSGSIZE;
}

}  // namespace

DirectPath::DirectPath(GSocket* socket, const sockaddr_storage& remote)
    : socket_(static_cast<GSocket*>(g_object_ref(socket))), remote_(remote) {}

DirectPath::~DirectPath() {
    if (joins_) set_joining(false);
}

void DirectPath::join_received() {
    joins_ = true;
    set_joining(true);
}

// Best effort: a kernel that does not know it (before Linux 5.0) hands over one by one.
void DirectPath::set_joining(bool joining) {
    const int on = joining ? 1 : 0;
    (void)::setsockopt(g_socket_get_fd(socket_.get()), SOL_UDP, UDP_GRO, &on, sizeof on);
}

void DirectPath::send(const DatagramBatch& batch) {
    if (cuts_ || batch.datagrams() == 1) {
        const auto error = error_of(batch.bytes(), batch.segment());
        if (!error || batch.datagrams() == 1 || !says_that_it_cannot_cut(*error)) return;
        cuts_ = false;
    }
    for (std::size_t number = 0; number < batch.datagrams(); ++number) {
        const auto datagram = batch.datagram(number);
        (void)error_of(datagram, datagram.size());  // lost
    }
}

/** Sends `bytes` in datagrams of `segment` bytes; nothing if all is well. */
std::optional<int> DirectPath::error_of(std::span<const std::byte> bytes,
                                        std::size_t segment) const {
    auto remote = remote_;
    iovec part{const_cast<std::byte*>(bytes.data()), bytes.size()};  // NOLINT: only read
    alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(sizeof(std::uint16_t))> control{};
    msghdr message{};
    message.msg_name = &remote;
    message.msg_namelen = length_of(remote);
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (segment < bytes.size()) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr* const header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_UDP;
        header->cmsg_type = UDP_SEGMENT;
        header->cmsg_len = CMSG_LEN(sizeof(std::uint16_t));
        const auto size = static_cast<std::uint16_t>(segment);
        std::memcpy(CMSG_DATA(header), &size, sizeof size);
    }
    // A socket that libnice has closed is -1.
    const auto sent = ::sendmsg(g_socket_get_fd(socket_.get()), &message, MSG_DONTWAIT);
    return sent < 0 ? std::optional{errno} : std::nullopt;
}

bool DirectPath::is_local() const {
    // The system tells the MTU of the route, and the address on our side, of a connected socket
    // only.
    const int probe = ::socket(remote_.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (probe < 0) return false;
    const bool is_v6 = remote_.ss_family == AF_INET6;
    int mtu = 0;
    socklen_t bytes = sizeof mtu;
    sockaddr_storage own{};
    socklen_t length = sizeof own;
    const bool known =
        ::connect(probe, reinterpret_cast<const sockaddr*>(&remote_), length_of(remote_)) == 0 &&
        ::getsockopt(probe, is_v6 ? IPPROTO_IPV6 : IPPROTO_IP, is_v6 ? IPV6_MTU : IP_MTU, &mtu,
                     &bytes) == 0 &&
        ::getsockname(probe, reinterpret_cast<sockaddr*>(&own), &length) == 0;
    ::close(probe);
    return known && mtu >= loopback_mtu && (is_loopback(remote_) || same_address(own, remote_));
}

}  // namespace keks::client::webrtc
