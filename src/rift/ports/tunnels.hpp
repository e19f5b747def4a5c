// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "client/member_info.hpp"
#include "client/opened_channel.hpp"
#include "client/resources/byte_stream.hpp"
#include "client/resources/port_tunnel.hpp"
#include "rift/ports/tcp_connect.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/**
 * The connections of one port: those that run, and those of which one end is there and the other is
 * still to come. Their number is bounded, and with it what they keep in memory.
 */
class Tunnels {
  public:
    /** At once; each may hold twice port_framing::window. */
    static constexpr std::size_t most = 128;

    /** `host` outlives it. */
    explicit Tunnels(TaskHost& host) : host_(host) {}
    Tunnels(const Tunnels&) = delete;
    Tunnels& operator=(const Tunnels&) = delete;

    /** Who is at the other end. */
    struct Peer {
        client::MemberKey key{};
        std::string name;
        /** Has the capability `port_flow`. */
        bool flow = false;
    };

    /** The number of a connection that begins, or 0: there are too many, which the user is told,
     * once until there are fewer. */
    [[nodiscard]] std::uint64_t begin(Peer peer);

    /** What is to be kept until the channel comes. */
    void attach(std::uint64_t number, std::unique_ptr<TcpConnect> attempt);
    void attach(std::uint64_t number, std::unique_ptr<client::ByteStream> stream);

    /** To be told of its channel: it is there, or not, and then the user is told why. May come
     * after the end of this, when the task was stopped meanwhile. */
    [[nodiscard]] client::OnChannel on_channel(std::uint64_t number);

    /** One is refused, since the peer cannot be asked for it. The user is told, once until another
     * works. */
    void refuse_unasked(const std::string& peer);

    /** It comes to nothing: what there is of it is cut. */
    void drop(std::uint64_t number);

    /** All are cut. */
    void clear();

  private:
    struct Entry {
        Peer peer;
        std::unique_ptr<TcpConnect> attempt = {};
        std::unique_ptr<client::ByteStream> stream = {};
        std::unique_ptr<client::PortTunnel> tunnel = {};
    };

    void opened(std::uint64_t number, client::OpenedChannel channel);
    void over(std::uint64_t number, client::PortTunnel::End end);

    TaskHost& host_;
    std::map<std::uint64_t, Entry> tunnels_;
    std::uint64_t last_ = 0;
    bool told_full_ = false;
    bool told_unasked_ = false;
    /** Ends first: callbacks that the session still has come to nothing. */
    const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::rift
