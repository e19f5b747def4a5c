// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/listener.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <boost/system/errc.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include "server/net/connection.hpp"

namespace keks::server {
namespace {

namespace errc = boost::system::errc;
using boost::system::error_code;

// How long accepting rests after an error such as EMFILE: time for a connection to end.
constexpr std::chrono::milliseconds kRest{100};

// Connections that are accepted before others have their turn.
constexpr int kMostAtOnce = 64;

struct SocketAddress {
    sockaddr_storage bytes{};
    socklen_t size = sizeof(sockaddr_storage);

    [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
    [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&bytes); }
};

template <class Address>
SocketAddress made_of(const Address& address) {
    SocketAddress made{.size = sizeof address};
    std::memcpy(&made.bytes, &address, sizeof address);
    return made;
}

SocketAddress socket_address(const IpEndpoint& endpoint) {
    if (const auto* v4 = std::get_if<Ipv4Bytes>(&endpoint.address)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(endpoint.port);
        std::memcpy(&address.sin_addr, v4->data(), v4->size());
        return made_of(address);
    }
    const auto& v6 = std::get<Ipv6Bytes>(endpoint.address);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(endpoint.port);
    std::memcpy(&address.sin6_addr, v6.data(), v6.size());
    return made_of(address);
}

SocketAddress socket_address(const UnixEndpoint& endpoint) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& path = endpoint.path.native();
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    return made_of(address);
}

error_code last_error() {
    return {errno, boost::system::system_category()};
}

Descriptor new_socket(const SocketAddress& address) {
    return Descriptor{
        ::socket(address.get()->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
}

// A socket file outlives a program that was killed. It is removed only if nobody answers there.
void remove_stale(const UnixEndpoint& endpoint) {
    std::error_code file_error;
    if (!std::filesystem::is_socket(endpoint.path, file_error)) return;
    const SocketAddress address = socket_address(endpoint);
    const Descriptor probe = new_socket(address);
    if (::connect(probe.number(), address.get(), address.size) != 0 && errno == ECONNREFUSED)
        std::filesystem::remove(endpoint.path, file_error);
}

std::string advice(const Endpoint& endpoint, error_code error) {
    if (error == errc::permission_denied)
        return "Ports below 1024 and other users' directories need rights; choose another.";
    if (error != errc::address_in_use)
        return "Name an address of this machine: [server] bind in the configuration, or BIND.";
    if (const auto* ip = std::get_if<IpEndpoint>(&endpoint))
        return "`ss -ltnp 'sport = :" + std::to_string(ip->port) +
               "'` says which program has it; end that, or choose another port with BIND.";
    return "Another program listens there: `ss -lxp` says which; or choose another path with BIND.";
}

error_code switch_on(const Descriptor& socket, int level, int option) {
    const int on = 1;
    const int done = ::setsockopt(socket.number(), level, option, &on, sizeof on);
    return done == 0 ? error_code{} : last_error();
}

// Nagle's algorithm would hold back what a turn's one send leaves over (RFC 896). On Linux,
// accepted sockets have this from the one that listens.
error_code set_options(const Descriptor& socket) {
    const error_code error = switch_on(socket, SOL_SOCKET, SO_REUSEADDR);
    return error ? error : switch_on(socket, IPPROTO_TCP, TCP_NODELAY);
}

error_code open(Descriptor& socket, const Endpoint& endpoint) {
    const auto address =
        std::visit([](const auto& some) { return socket_address(some); }, endpoint);
    socket = new_socket(address);
    if (!socket.is_open()) return last_error();
    if (std::holds_alternative<IpEndpoint>(endpoint))
        if (const auto error = set_options(socket)) return error;
    if (::bind(socket.number(), address.get(), address.size) != 0) return last_error();
    if (::listen(socket.number(), SOMAXCONN) != 0) return last_error();
    return {};
}

std::uint16_t port_of(const Descriptor& socket) {
    SocketAddress bound;
    if (::getsockname(socket.number(), bound.get(), &bound.size) != 0)
        throw std::system_error{errno, std::generic_category(), "getsockname"};
    // The port stands at the same place in sockaddr_in and sockaddr_in6.
    sockaddr_in address{};
    std::memcpy(&address, &bound.bytes, sizeof address);
    return ntohs(address.sin_port);
}

bool is_nobody(error_code error) {
    // Who has gone again is nobody's failure.
    return error == errc::operation_would_block || error == errc::connection_aborted ||
           error == errc::interrupted;
}

}  // namespace

Listener::Listener(NetContext& net, const Endpoint& endpoint, Service service)
    : net_(net),
      endpoint_(endpoint),
      service_(std::move(service)),
      rest_(net.loop, [this] { start(); }) {
    if (const auto* path = std::get_if<UnixEndpoint>(&endpoint)) remove_stale(*path);
    if (const auto error = open(socket_, endpoint))
        throw ListenError{"cannot listen on " + to_string(endpoint) + ": " + error.message() +
                          ". " + advice(endpoint, error)};
    if (auto* ip = std::get_if<IpEndpoint>(&endpoint_)) ip->port = port_of(socket_);
}

Listener::~Listener() {
    stop();
}

std::string Listener::url() const {
    if (std::holds_alternative<UnixEndpoint>(endpoint_)) return to_string(endpoint_);
    return "http://" + to_string(endpoint_) + "/";
}

void Listener::start() {
    if (!socket_.is_open()) return;
    if (const auto error = net_.loop.watch(socket_.number(), *this, EPOLLIN)) rest_after(error);
}

void Listener::stop() {
    if (!socket_.is_open()) return;
    rest_.cancel();
    net_.loop.forget(*this);
    socket_.close();
    std::error_code gone;
    if (const auto* path = std::get_if<UnixEndpoint>(&endpoint_))
        std::filesystem::remove(path->path, gone);
}

// Twice as many as the time before, as long as that many have come: to ask whether there is another
// costs the kernel a socket before it looks.
void Listener::on_events(std::uint32_t /*events*/) {
    const int wanted = std::exchange(at_once_, 1);
    for (int accepted = 0; accepted < wanted; ++accepted) {
        const error_code error = accept_one();
        if (is_nobody(error)) return;
        if (error) {
            net_.loop.unwatch(socket_.number());
            return rest_after(error);
        }
    }
    at_once_ = std::min(2 * wanted, kMostAtOnce);
}

error_code Listener::accept_one() {
    SocketAddress peer;
    Descriptor descriptor{
        ::accept4(socket_.number(), peer.get(), &peer.size, SOCK_NONBLOCK | SOCK_CLOEXEC)};
    if (!descriptor.is_open()) return last_error();
    fails_ = false;
    const bool is_tcp = std::holds_alternative<IpEndpoint>(endpoint_);
    start_connection(net_,
                     std::make_unique<Socket>(net_.loop, is_tcp ? Transport::tcp : Transport::local,
                                              std::move(descriptor)),
                     *peer.get(), service_);
    return {};
}

// Said once for as long as it lasts.
void Listener::rest_after(error_code error) {
    if (!std::exchange(fails_, true))
        spdlog::warn("cannot accept connections: {}; trying on", error.message());
    rest_.expire_after(kRest);
}

}  // namespace keks::server
