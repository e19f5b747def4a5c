// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/websocket_session.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "keks/protocol/close.hpp"
#include "keks/protocol/codec.hpp"
#include "server/net/handshake.hpp"
#include "server/net/transfer.hpp"
#include "server/net/websocket_frame.hpp"

namespace keks::server {
namespace {

using boost::system::error_code;
using protocol::CloseCause;
using Kind = Received::Kind;

constexpr std::string_view kShuttingDown = "the server is shutting down";

constexpr std::size_t kReadAhead = 16384;   // what is read of small messages at once
constexpr std::size_t kLongRead = 65536;    // of a long one
constexpr std::size_t kTurnBytes = 262144;  // of one connection before others have their turn

// Shared by all connections of the one thread: nothing stays in it.
std::span<char> scratch() {
    static std::array<char, kReadAhead> memory;
    return memory;
}

CloseReason reason_of(CloseCause cause) {
    switch (cause) {
        case CloseCause::bad_packet:
            return CloseReason::bad_packet;
        case CloseCause::binary_frame:
            return CloseReason::binary_frame;
        case CloseCause::message_too_big:
            return CloseReason::message_too_big;
        case CloseCause::not_utf8:
        case CloseCause::broken_rule:
            return CloseReason::protocol_error;
        case CloseCause::too_slow:
            return CloseReason::too_slow;
        case CloseCause::idle:
            return CloseReason::idle;
        case CloseCause::shutting_down:
            return CloseReason::shutting_down;
    }
    return CloseReason::protocol_error;
}

}  // namespace

WebSocketSession::WebSocketSession(NetContext& net, std::unique_ptr<Socket> socket,
                                   Admission admission)
    : state_(Closing{net.now + net.limits.close_timeout}),
      sender_(net.loop, std::move(socket), net.limits.outbox_bytes),
      net_(net),
      reader_(net.limits.message_bytes),
      admission_(std::move(admission)) {
    net_.sessions.push_back(*this);
    ++net_.websockets;
}

WebSocketSession::~WebSocketSession() {
    net_.ledger.subtract(incoming_);
    --net_.websockets;
}

void WebSocketSession::start(std::unique_ptr<WebSocketSession> session, Upgrade& upgrade) {
    session->greet(upgrade);
    wait_for_bytes(std::move(session));
}

void WebSocketSession::greet(Upgrade& upgrade) {
    static_cast<void>(sender_.push(
        std::make_shared<const FrameBytes>(net_.ledger, handshake_answer(upgrade.key), 0)));
    if (net_.stopping) return begin_close(CloseCause::shutting_down, kShuttingDown);
    open();
    take_bytes(upgrade.received);
}

void WebSocketSession::open() {
    ++net_.counters.websockets;
    state_ = Open{.last_sign = net_.now};
    id_ = net_.hub.connect(*this);
}

// There is always a wait until the connection has ended, and with it the session.
void WebSocketSession::wait_for_bytes(std::unique_ptr<WebSocketSession> session) {
    WebSocketSession& own = *session;
    own.self_ = std::move(session);
    own.sender_.socket().wait_readable(own);
}

void WebSocketSession::on_ready(error_code error) {
    auto self = std::move(self_);
    if (!error) error = read();
    if (error) return end();
    wait_for_bytes(std::move(self));
}

// Reads what is there, up to a bound.
error_code WebSocketSession::read() {
    // Their memory is better kept for those who are heard.
    if (!std::holds_alternative<Open>(state_)) reader_.skip_messages();
    Socket& socket = sender_.socket();
    for (std::size_t total = 0; total < kTurnBytes;) {
        const bool direct = reader_.missing() > kReadAhead && !sender_.finishes();
        const std::span<char> into = direct ? reader_.room(kLongRead) : scratch();
        const auto [error, count] = socket.receive(into);
        net_.loop.spend(count);
        if (count > 0) take_received(into.first(count), direct);
        if (error || socket.exhausted()) return error;
        total += count;
    }
    return {};
}

void WebSocketSession::take_received(std::span<char> bytes, bool direct) {
    heard_ = true;
    // After the last frame what comes is thrown away. Left unread it would make the kernel send a
    // reset, which can overtake that frame.
    if (sender_.finishes()) return;
    if (!direct) return take_bytes(bytes);
    const Received message = reader_.took(bytes.size());
    if (message.kind == Kind::nothing || take(message)) take_bytes({});
}

void WebSocketSession::take_bytes(std::span<char> bytes) {
    Received received = reader_.next(bytes);
    while (received.kind != Kind::nothing && take(received)) received = reader_.next(bytes);
    net_.relay_run.end(id_);
    count_incoming();
}

// False: the reader is not to be asked again.
bool WebSocketSession::take(const Received& received) {
    if (received.kind != Kind::text) net_.relay_run.end(id_);
    switch (received.kind) {
        case Kind::text:
            take_message(received);
            break;
        case Kind::ping:
            answer_ping(received.payload);
            break;
        case Kind::close:
            take_close(received.code);
            break;
        case Kind::binary:
            refuse(CloseCause::binary_frame, "packets are text frames");
            break;
        case Kind::too_long:
            refuse(CloseCause::message_too_big, "the message is too long");
            break;
        case Kind::broken_rule:
            refuse(CloseCause::broken_rule, received.payload);
            break;
        case Kind::not_utf8:
            refuse(CloseCause::not_utf8, "the message is no UTF-8");
            break;
        case Kind::pong:
        case Kind::nothing:
            break;
    }
    return !sender_.finishes();
}

// The reader has checked that the text is UTF-8, which both ways to read a packet rely on. What was
// read together with the reason for closing is ignored.
void WebSocketSession::take_message(const Received& received) {
    if (!std::holds_alternative<Open>(state_)) return;
    ++net_.counters.packets;
    net_.counters.received_message_bytes += received.payload.size();
    const auto relay = protocol::read_plain_relay(received.payload);
    if (relay) net_.relay_run.add(id_, *relay);
    if (!relay || !received.in_place) net_.relay_run.end(id_);
    if (!relay) take_packet(received.payload);
}

void WebSocketSession::take_packet(std::string_view text) {
    const protocol::Limits limits{.message_bytes = net_.limits.message_bytes,
                                  .hash_bytes = net_.limits.hash_bytes,
                                  .watches = net_.limits.watches};
    const auto packet = protocol::parse_client_packet(text, limits);
    if (packet.has_error()) return drop(CloseCause::bad_packet, packet.error().reason);
    net_.hub.handle(id_, *packet);
}

void WebSocketSession::answer_ping(std::string_view payload) {
    if (!std::holds_alternative<Open>(state_)) return;
    if (sender_.push(pong_frame(net_.ledger, payload)) || !sender_.socket().is_open()) return;
    drop(CloseCause::too_slow, "too many unread messages");
}

// The client's close frame is answered with its code, or it is the answer to ours.
void WebSocketSession::take_close(std::uint16_t code) {
    constexpr std::uint16_t kNormal = 1000;
    if (std::holds_alternative<Open>(state_)) {
        net_.counters.count(CloseReason::client);
        state_ = Closing{net_.now + net_.limits.close_timeout};
        sender_.seal_with(close_frame(net_.ledger, code == 0 ? kNormal : code, ""), false);
        net_.hub.disconnect(id_);
    }
    sender_.finish();
}

void WebSocketSession::count_incoming() {
    const std::size_t held = reader_.held_bytes();
    net_.ledger.add(held);
    net_.ledger.subtract(std::exchange(incoming_, held));
}

// The connection is broken, or has nothing more to say.
void WebSocketSession::end() {
    if (std::holds_alternative<Open>(state_)) {
        net_.counters.count(CloseReason::reset);
        state_ = Closing{net_.now};
    }
    net_.hub.disconnect(id_);
    sender_.finish();
    sender_.abort();
}

bool WebSocketSession::push(const Frame& frame) {
    if (std::holds_alternative<Closing>(state_)) return false;
    if (sender_.push(frame)) return true;
    // A sealed connection is closing, and a closed one is broken.
    if (!sender_.sealed() && sender_.socket().is_open())
        begin_close(CloseCause::too_slow, "too many unread messages");
    return false;
}

void WebSocketSession::begin_close(CloseCause cause, std::string_view reason) {
    net_.counters.count(reason_of(cause));
    state_ = Closing{net_.now + net_.limits.close_timeout};
    // One that does not read would not see a close frame behind its backlog.
    const bool drop_queued = cause == CloseCause::too_slow || cause == CloseCause::idle;
    sender_.seal_with(close_frame(net_.ledger, close_code(cause), reason), drop_queued);
}

void WebSocketSession::drop(CloseCause cause, std::string_view reason) {
    begin_close(cause, reason);
    net_.hub.disconnect(id_);
}

// What comes after this cannot be read any more.
void WebSocketSession::refuse(CloseCause cause, std::string_view reason) {
    if (std::holds_alternative<Open>(state_)) drop(cause, reason);
    sender_.finish();
}

void WebSocketSession::tick(TimePoint now) {
    if (auto* open = std::get_if<Open>(&state_)) return check_life(*open, now);
    if (now >= std::get<Closing>(state_).deadline) abort();
}

void WebSocketSession::check_life(Open& open, TimePoint now) {
    if (std::exchange(heard_, false)) {
        open.last_sign = now;
        open.pinged = false;
        return;
    }
    const auto silence = now - open.last_sign;
    if (silence >= net_.limits.idle_timeout) {
        drop(CloseCause::idle, "no sign of life");
    } else if (!open.pinged &&
               silence >= std::chrono::milliseconds{net_.limits.idle_timeout} * 2 / 5) {
        open.pinged = true;
        // A full queue is a client that does not read, which its bound sees to.
        static_cast<void>(sender_.push(ping_frame(net_.ledger)));
    }
}

void WebSocketSession::stop(TimePoint now) {
    if (std::holds_alternative<Open>(state_))
        begin_close(CloseCause::shutting_down, kShuttingDown);
    else
        state_ = Closing{now + net_.limits.close_timeout};
}

void WebSocketSession::give_way() {
    const bool was_open = std::holds_alternative<Open>(state_);
    if (was_open) drop(CloseCause::too_slow, "the server holds too many unread messages");
    // A message that is arriving is memory that only the end of its read gives back.
    if (!was_open || reader_.held_bytes() > 0) abort();
}

void start_websocket(NetContext& net, Upgrade upgrade, Admission admission) {
    WebSocketSession::start(
        std::make_unique<WebSocketSession>(net, std::move(upgrade.socket), std::move(admission)),
        upgrade);
}

}  // namespace keks::server
