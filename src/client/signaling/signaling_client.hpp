// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "client/clock.hpp"
#include "client/signaling.hpp"
#include "client/signaling/link.hpp"
#include "client/signaling/signaling_times.hpp"
#include "keks/protocol/client_codec.hpp"

namespace keks::client {

/**
 * Keeps us in the room over one connection after another, as the web client does
 * (web/src/signaling/signaling-client.ts): pings, notices when a connection is dead, and connects
 * again with jittered back-off. Knows neither sockets nor time.
 *
 * Nobody answers a ping, so a probe goes with it: an empty message to ourselves, which comes back
 * if the connection and our membership live.
 */
class SignalingClient : public std::enable_shared_from_this<SignalingClient> {
  public:
    struct Options {
        std::string room_hash;
        /** Of messages that wait to be sent. */
        std::size_t send_bytes = 0;
        SignalingTimes times;
        /** From 0 to 1, another each time. */
        std::function<double()> random;
    };

    SignalingClient(std::shared_ptr<Clock> clock, MakeLink make_link, Options options);

    void start(Signaling::Events events);
    bool send(std::optional<ClientId> recipient, std::string sealed);
    void close(std::function<void()> done);
    [[nodiscard]] bool left_unsent() const { return left_unsent_; }
    /** Ends it without events. */
    void abandon();

  private:
    /** No connection: not started, or between two attempts. */
    struct Idle {};
    struct Connecting {};
    /** Waits for init. */
    struct Greeting {};
    /** Waits for our own join. */
    struct Joining {
        ClientId id;
    };
    struct Joined {
        ClientId id;
    };
    struct Closing {
        std::function<void()> done;
        int looks = 0;
    };
    struct Over {};
    using State = std::variant<Idle, Connecting, Greeting, Joining, Joined, Closing, Over>;

    template <class Call>
    auto guarded(Call call);
    std::unique_ptr<Clock::Timer> after(std::chrono::milliseconds wait,
                                        void (SignalingClient::*call)());
    void connect();
    void connected();
    void connect_timed_out();
    void answer_timed_out();
    void received(std::string_view text);
    void handle(const protocol::received::Init& packet);
    void handle(const protocol::received::ClientJoin& packet);
    void handle(const protocol::received::ClientLeave& packet);
    void handle(protocol::received::Message& packet);
    void handle(const protocol::received::RoomInfo& packet);
    void handle(const protocol::received::Unknown& packet);
    void joined(ClientId own);
    void transmit(const protocol::ClientPacket& packet);
    void ping();
    bool traffic_moved();
    void probe_timed_out();
    void stable();
    void ended(LinkFault fault);
    void lost(std::string reason);
    void fail(std::string reason);
    void close_timed_out();
    void closed();
    void drop_connection();

    std::shared_ptr<Clock> clock_;
    MakeLink make_link_;
    Options options_;
    Signaling::Events events_;
    State state_;
    std::unique_ptr<Link> link_;
    unsigned failures_ = 0;
    bool was_joined_ = false;
    bool heard_ = false;  // since the last probe
    // When we looked last.
    Traffic seen_;
    bool was_sending_ = false;
    bool left_unsent_ = false;
    // What waits within the current connection, or for the next.
    std::unique_ptr<Clock::Timer> next_step_;
    std::unique_ptr<Clock::Timer> next_ping_;
    std::unique_ptr<Clock::Timer> until_stable_;
};

}  // namespace keks::client
