// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <span>
#include <thread>
#include <vector>

#include "support/forger.hpp"

namespace keks::test {

/** What a way through the network does to datagrams, in either direction. */
struct Weather {
    /** Of all datagrams, the part that never arrives: 0 to 1. */
    double loss = 0;
    /** What is added to the way there and back together. The order is kept. */
    std::chrono::milliseconds round_trip{0};
    /** Which of them are lost: the same of each seed, as far as the same are sent. */
    unsigned seed = std::mt19937::default_seed;
    /** What comes in between. */
    Forges forges = Forges::nothing;
};

/**
 * Passes datagrams on from a port of 127.0.0.1 to another address, and what comes back to whoever
 * sent them, as a NAT does: each sender gets a port of its own. On a thread of its own.
 */
class UdpProxy {
  public:
    using Endpoint = boost::asio::ip::udp::endpoint;
    /** Called on the proxy's thread. */
    using Admits = std::function<bool(const Endpoint& sender)>;

    /** Datagrams of senders other than those that it `admits` go nowhere. */
    explicit UdpProxy(
        Endpoint target, Weather weather = {},
        Admits admits = [](const Endpoint&) { return true; });
    ~UdpProxy();
    UdpProxy(const UdpProxy&) = delete;
    UdpProxy& operator=(const UdpProxy&) = delete;

    [[nodiscard]] std::uint16_t port() const { return inward_port_; }
    /** How many datagrams went on, and how many did not; of both directions. */
    [[nodiscard]] std::size_t passed() const { return passed_; }
    [[nodiscard]] std::size_t lost() const { return lost_; }
    /** What passes from now on, as far as the weather lets it: all, all but ICE's checks, all but
     * what is longer than 1000 bytes, or nothing. From any thread. */
    enum class Passes { all, no_checks, no_long, nothing };
    void let_pass(Passes what) { passes_ = what; }
    /** What comes in between from now on. From any thread. */
    void forge(Forges what) { forges_ = what; }
    /** How many datagrams nobody has sent. */
    [[nodiscard]] std::size_t forged() const { return forged_; }

  private:
    using Socket = boost::asio::ip::udp::socket;
    using Time = std::chrono::steady_clock::time_point;

    /** A socket and what it is just receiving. */
    struct Port {
        explicit Port(boost::asio::io_context& loop);
        Socket socket;
        Endpoint from;
        std::array<std::byte, 65536> buffer{};
    };
    struct Datagram {
        Time due;
        Socket* by;
        Endpoint to;
        std::vector<std::byte> bytes;
    };

    void receive_inward();
    void receive_outward(Port& port, const Endpoint& sender);
    Port* port_of(const Endpoint& sender);
    bool is_held(std::span<const std::byte> bytes) const;
    void carry(Socket& by, const Endpoint& to, std::span<const std::byte> bytes);
    void send_on(Socket& by, const Endpoint& to, std::span<const std::byte> bytes);
    void pass(Socket& by, const Endpoint& to, std::span<const std::byte> bytes);
    void await_due();
    void pass_due();

    boost::asio::io_context loop_{1};
    Endpoint target_;
    Weather weather_;
    Admits admits_;
    Port inward_{loop_};
    std::uint16_t inward_port_;
    std::map<Endpoint, Port> outward_;
    std::deque<Datagram> under_way_;
    std::size_t bytes_under_way_ = 0;
    boost::asio::steady_timer timer_{loop_};
    std::mt19937 random_;
    Forger forger_;
    std::atomic<Forges> forges_;
    std::atomic<std::size_t> forged_ = 0;
    std::atomic<std::size_t> passed_ = 0;
    std::atomic<std::size_t> lost_ = 0;
    std::atomic<Passes> passes_ = Passes::all;
    std::thread thread_;
};

}  // namespace keks::test
