// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/listener.hpp"

#include <netinet/in.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "server/net/connection.hpp"

namespace keks::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// How long accepting rests after an error such as EMFILE: time for a connection to end.
constexpr std::chrono::milliseconds kRest{100};

StreamProtocol::endpoint socket_address(const IpEndpoint& endpoint) {
    if (const auto* v4 = std::get_if<Ipv4Bytes>(&endpoint.address)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(endpoint.port);
        std::memcpy(&address.sin_addr, v4->data(), v4->size());
        return {&address, sizeof address, IPPROTO_TCP};
    }
    const auto& v6 = std::get<Ipv6Bytes>(endpoint.address);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(endpoint.port);
    std::memcpy(&address.sin6_addr, v6.data(), v6.size());
    return {&address, sizeof address, IPPROTO_TCP};
}

StreamProtocol::endpoint socket_address(const UnixEndpoint& endpoint) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& path = endpoint.path.native();
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    return {&address, sizeof address, 0};
}

StreamProtocol::endpoint socket_address(const Endpoint& endpoint) {
    return std::visit([](const auto& some) { return socket_address(some); }, endpoint);
}

// A socket file outlives a program that was killed. It is removed only if nobody answers there.
void remove_stale(const UnixEndpoint& endpoint, asio::io_context& context) {
    error_code error;
    std::error_code file_error;
    if (!std::filesystem::is_socket(endpoint.path, file_error)) return;
    StreamProtocol::socket probe{context};
    probe.connect(socket_address(endpoint), error);
    if (error == asio::error::connection_refused)
        std::filesystem::remove(endpoint.path, file_error);
}

std::string advice(const Endpoint& endpoint, error_code error) {
    if (error == asio::error::access_denied)
        return "Ports below 1024 and other users' directories need rights; choose another.";
    if (error != asio::error::address_in_use)
        return "Name an address of this machine: [server] bind in the configuration, or BIND.";
    if (const auto* ip = std::get_if<IpEndpoint>(&endpoint))
        return "`ss -ltnp 'sport = :" + std::to_string(ip->port) +
               "'` says which program has it; end that, or choose another port with BIND.";
    return "Another program listens there: `ss -lxp` says which; or choose another path with BIND.";
}

// Nagle's algorithm would hold back what a turn's one send leaves over (RFC 896). On Linux,
// accepted sockets have this from the one that listens.
void send_without_delay(Acceptor& acceptor, error_code& error) {
    acceptor.set_option(asio::ip::tcp::no_delay{true}, error);
}

void open(Acceptor& acceptor, const Endpoint& endpoint, error_code& error) {
    const auto address = socket_address(endpoint);
    acceptor.open(address.protocol(), error);
    if (error) return;
    if (std::holds_alternative<IpEndpoint>(endpoint)) {
        acceptor.set_option(asio::socket_base::reuse_address{true}, error);
        if (!error) send_without_delay(acceptor, error);
    }
    if (!error) acceptor.bind(address, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) acceptor.native_non_blocking(true, error);
}

bool is_failure(error_code error) {
    // Who has gone again is nobody's failure.
    return error && error != asio::error::operation_aborted &&
           error != asio::error::connection_aborted && error != asio::error::would_block;
}

}  // namespace

Listener::Listener(NetContext& net, const Endpoint& endpoint, Service service)
    : net_(net),
      endpoint_(endpoint),
      service_(std::move(service)),
      protocol_(socket_address(endpoint).protocol()),
      acceptor_(net.loop.executor()),
      rest_(net.loop.executor()) {
    if (const auto* path = std::get_if<UnixEndpoint>(&endpoint))
        remove_stale(*path, net.loop.context());
    error_code error;
    open(acceptor_, endpoint, error);
    if (error)
        throw ListenError{"cannot listen on " + to_string(endpoint) + ": " + error.message() +
                          ". " + advice(endpoint, error)};
    if (auto* ip = std::get_if<IpEndpoint>(&endpoint_)) {
        const auto bound = acceptor_.local_endpoint();
        // The port stands at the same place in sockaddr_in and sockaddr_in6.
        sockaddr_in address{};
        std::memcpy(&address, bound.data(), std::min(bound.size(), sizeof address));
        ip->port = ntohs(address.sin_port);
    }
}

Listener::~Listener() {
    stop();
}

std::string Listener::url() const {
    if (std::holds_alternative<UnixEndpoint>(endpoint_)) return to_string(endpoint_);
    return "http://" + to_string(endpoint_) + "/";
}

void Listener::start() {
    wait();
}

void Listener::stop() {
    if (!acceptor_.is_open()) return;
    error_code ignored;  // closing is all that can be done with a socket that fails
    acceptor_.close(ignored);
    std::error_code gone;
    if (const auto* path = std::get_if<UnixEndpoint>(&endpoint_))
        std::filesystem::remove(path->path, gone);
}

void Listener::wait() {
    acceptor_.async_wait(Acceptor::wait_read, [this](error_code error) { on_readable(error); });
}

// Accepts one for each wait: to ask whether there is another costs more than to be told, because
// the kernel makes a socket before it looks.
void Listener::on_readable(error_code error) {
    if (!error) error = accept_one();
    if (!acceptor_.is_open()) return;
    if (is_failure(error)) return rest_after(error);
    wait();
}

// Past Asio, which would register the socket.
error_code Listener::accept_one() {
    StreamProtocol::endpoint peer;
    auto size = static_cast<socklen_t>(peer.capacity());
    const int descriptor =
        ::accept4(acceptor_.native_handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) return {errno, boost::system::system_category()};
    LateSocket socket{net_.loop, protocol_, descriptor};
    peer.resize(size);
    fails_ = false;
    start_connection(net_, std::move(socket), peer, service_);
    return {};
}

// Said once for as long as it lasts.
void Listener::rest_after(error_code error) {
    if (!std::exchange(fails_, true))
        spdlog::warn("cannot accept connections: {}; trying on", error.message());
    rest_.expires_after(kRest);
    rest_.async_wait([this](error_code cancelled) {
        if (!cancelled) wait();
    });
}

}  // namespace keks::server
