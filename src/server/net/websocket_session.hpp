// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/error_code.hpp>
#include <memory>
#include <span>
#include <string_view>
#include <variant>

#include "keks/protocol/close.hpp"
#include "server/net/admission.hpp"
#include "server/net/coalescing_sender.hpp"
#include "server/net/context.hpp"
#include "server/net/message_reader.hpp"
#include "server/net/upgrade.hpp"

namespace keks::server {

// A client of the hub. Lives on its own, as a few hundred bytes without a coroutine, because most
// connections are silent most of the time; ends with the connection.
class WebSocketSession final : public Session, public Outbox, private Waiter {
  public:
    WebSocketSession(NetContext& net, std::unique_ptr<Socket> socket, Admission admission);
    ~WebSocketSession();

    // Keeps itself from here on, until the connection has ended.
    static void start(std::unique_ptr<WebSocketSession> session, Upgrade& upgrade);

    [[nodiscard]] bool push(const Frame& frame) override;

    void tick(TimePoint now) override;
    void stop(TimePoint now) override;
    void abort() override { sender_.abort(); }
    [[nodiscard]] std::size_t held_bytes() const override {
        return sender_.cost() + reader_.held_bytes();
    }
    void give_way() override;

  private:
    struct Open {
        TimePoint last_sign;  // of life
        bool pinged = false;  // since then
    };
    struct Closing {
        TimePoint deadline;
    };

    static void wait_for_bytes(std::unique_ptr<WebSocketSession> session);
    void greet(Upgrade& upgrade);
    void open();
    void on_ready(boost::system::error_code error) override;
    [[nodiscard]] boost::system::error_code read();
    void take_received(std::span<char> bytes, bool direct);
    void take_bytes(std::span<char> bytes);
    bool take(const Received& received);
    void take_message(const Received& received);
    void take_packet(std::string_view text);
    void take_close(std::uint16_t code);
    void answer_ping(std::string_view payload);
    void count_incoming();
    void check_life(Open& open, TimePoint now);
    void begin_close(protocol::CloseCause cause, std::string_view reason);
    void drop(protocol::CloseCause cause, std::string_view reason);
    void refuse(protocol::CloseCause cause, std::string_view reason);
    void end();

    std::unique_ptr<WebSocketSession> self_;  // while it waits
    std::variant<Closing, Open> state_;
    bool heard_ = false;  // since the last tick
    CoalescingSender sender_;
    NetContext& net_;
    protocol::ClientId id_ = 0;
    MessageReader reader_;
    std::size_t incoming_ = 0;  // bytes of the reader that the ledger knows of
    Admission admission_;
};

// Accepts the handshake, makes the connection a client of the hub and serves it to its end, on its
// own. Every fault is answered (protocol section 2).
void start_websocket(NetContext& net, Upgrade upgrade, Admission admission);

}  // namespace keks::server
