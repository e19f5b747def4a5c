// SPDX-License-Identifier: AGPL-3.0-only
#include "support/udp_proxy.hpp"

#include <boost/asio/buffer.hpp>
#include <utility>

namespace keks::test {
namespace {

namespace asio = boost::asio;

// More than any test has under way on purpose.
constexpr std::size_t max_senders = 64;
constexpr std::size_t max_bytes_under_way = std::size_t{32} << 20U;

}  // namespace

UdpProxy::Port::Port(asio::io_context& loop)
    : socket(loop, Endpoint{asio::ip::address_v4::loopback(), 0}) {
    boost::system::error_code as_large_as_it_is;
    socket.set_option(Socket::receive_buffer_size{4 << 20}, as_large_as_it_is);
    socket.non_blocking(true);
}

UdpProxy::UdpProxy(Endpoint target, Weather weather, Admits admits)
    : target_(std::move(target)),
      weather_(weather),
      admits_(std::move(admits)),
      inward_port_(inward_.socket.local_endpoint().port()),
      random_(weather_.seed),
      forger_(weather_.seed),
      forges_(weather_.forges) {
    receive_inward();
    thread_ = std::thread{[this] { loop_.run(); }};
}

UdpProxy::~UdpProxy() {
    loop_.stop();
    thread_.join();
}

void UdpProxy::receive_inward() {
    inward_.socket.async_receive_from(
        asio::buffer(inward_.buffer), inward_.from, [this](auto error, std::size_t length) {
            // An error is that of a datagram before, to a port that nobody has any more.
            Port* const port = error ? nullptr : port_of(inward_.from);
            if (port != nullptr)
                carry(port->socket, target_, std::span{inward_.buffer}.first(length));
            receive_inward();
        });
}

void UdpProxy::receive_outward(Port& port, const Endpoint& sender) {
    port.socket.async_receive_from(asio::buffer(port.buffer), port.from,
                                   [this, &port, sender](auto error, std::size_t length) {
                                       if (!error)
                                           carry(inward_.socket, sender,
                                                 std::span{port.buffer}.first(length));
                                       receive_outward(port, sender);
                                   });
}

UdpProxy::Port* UdpProxy::port_of(const Endpoint& sender) {
    if (!admits_(sender)) return nullptr;
    if (const auto known = outward_.find(sender); known != outward_.end()) return &known->second;
    if (outward_.size() >= max_senders) return nullptr;
    Port& port = outward_.try_emplace(sender, loop_).first->second;
    receive_outward(port, sender);
    return &port;
}

bool UdpProxy::is_held(std::span<const std::byte> bytes) const {
    switch (passes_) {
        case Passes::all:
            return false;
        case Passes::no_checks:
            // The first byte of STUN's messages is 0 to 3, that of DTLS's records 20 to 63 (RFC
            // 7983).
            return !bytes.empty() && bytes[0] < std::byte{4};
        case Passes::no_long:
            return bytes.size() > 1000;
        case Passes::nothing:
            return true;
    }
    return true;
}

void UdpProxy::carry(Socket& by, const Endpoint& to, std::span<const std::byte> bytes) {
    const bool is_taken = std::bernoulli_distribution{weather_.loss}(random_);
    if (is_taken || is_held(bytes) || bytes_under_way_ + bytes.size() > max_bytes_under_way) {
        ++lost_;
        return;
    }
    send_on(by, to, bytes);
    const auto forged = forger_.after(bytes, forges_);
    if (!forged) return;
    ++forged_;
    send_on(by, to, *forged);
}

void UdpProxy::send_on(Socket& by, const Endpoint& to, std::span<const std::byte> bytes) {
    if (weather_.round_trip.count() == 0) return pass(by, to, bytes);
    const Time due = std::chrono::steady_clock::now() + weather_.round_trip / 2;
    under_way_.push_back({due, &by, to, {bytes.begin(), bytes.end()}});
    bytes_under_way_ += bytes.size();
    if (under_way_.size() == 1) await_due();
}

void UdpProxy::pass(Socket& by, const Endpoint& to, std::span<const std::byte> bytes) {
    boost::system::error_code error;
    by.send_to(asio::buffer(bytes.data(), bytes.size()), to, 0, error);
    ++(error ? lost_ : passed_);
}

void UdpProxy::await_due() {
    timer_.expires_at(under_way_.front().due);
    timer_.async_wait([this](auto) { pass_due(); });
}

void UdpProxy::pass_due() {
    const Time now = std::chrono::steady_clock::now();
    while (!under_way_.empty() && under_way_.front().due <= now) {
        const Datagram& next = under_way_.front();
        pass(*next.by, next.to, next.bytes);
        bytes_under_way_ -= next.bytes.size();
        under_way_.pop_front();
    }
    if (!under_way_.empty()) await_due();
}

}  // namespace keks::test
