// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/websocket_session.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "keks/protocol/close.hpp"
#include "keks/protocol/codec.hpp"
#include "protocol/plain_relay.hpp"
#include "server/http/response.hpp"
#include "server/net/coalescing_stream.hpp"
#include "server/net/drain.hpp"
#include "server/net/websocket_frame.hpp"

namespace keks::server {
namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;
using protocol::CloseCause;

// Without permessage-deflate: sealed messages do not compress.
using Stream = websocket::stream<CoalescingStream&, false>;

constexpr std::string_view kShuttingDown = "the server is shutting down";

constexpr std::size_t kReadChunk = 65536;  // of one message, for each read
constexpr std::size_t kKeptBuffer = 4096;  // of the receive buffer, between messages

CloseReason reason_of(CloseCause cause) {
    switch (cause) {
        case CloseCause::bad_packet:
            return CloseReason::bad_packet;
        case CloseCause::binary_frame:
            return CloseReason::binary_frame;
        case CloseCause::message_too_big:
            return CloseReason::message_too_big;
        case CloseCause::too_slow:
            return CloseReason::too_slow;
        case CloseCause::idle:
            return CloseReason::idle;
        case CloseCause::shutting_down:
            return CloseReason::shutting_down;
    }
    return CloseReason::protocol_error;
}

// Why the WebSocket layer itself ended the connection.
CloseReason reason_of(error_code error) {
    if (error == websocket::error::closed) return CloseReason::client;
    if (error == websocket::error::message_too_big) return CloseReason::message_too_big;
    if (error == boost::asio::error::no_buffer_space) return CloseReason::too_slow;
    const bool broke_rules =
        error.category() == make_error_code(websocket::error::bad_opcode).category();
    return broke_rules ? CloseReason::protocol_error : CloseReason::reset;
}

class WebSocketSession final : public Session, public Outbox {
  public:
    WebSocketSession(NetContext& net, Upgrade& upgrade);
    ~WebSocketSession();

    Awaitable<void> run(const Upgrade& upgrade);

    [[nodiscard]] bool push(const Frame& frame) override;

    void tick(TimePoint now) override;
    void stop(TimePoint now) override;
    void abort() override { stream_->abort(); }
    [[nodiscard]] std::size_t held_bytes() const override {
        return stream_->held_bytes() + incoming_.size();
    }
    void give_way() override;

  private:
    struct Connecting {
        TimePoint deadline;
    };
    struct Open {
        protocol::ClientId id;
        TimePoint last_sign;  // of life
        bool pinged = false;  // since then
    };
    struct Closing {
        TimePoint deadline;
    };

    Awaitable<void> read_packets();
    // The stream has a whole message: nothing here waits.
    error_code read_message_at_hand();
    void take_read();
    void take_message();
    void take_packet(std::string_view text);
    // Only between reads: a read that is under way writes into this memory.
    void forget_incoming();
    void check_life(Open& open, TimePoint now);
    void begin_close(CloseCause cause, std::string_view reason);
    void drop(CloseCause cause, std::string_view reason);
    void ended_by_peer(error_code error);

    NetContext& net_;
    std::shared_ptr<CoalescingStream> stream_;
    Stream websocket_;
    beast::flat_buffer incoming_;
    std::variant<Connecting, Open, Closing> state_;
    bool heard_ = false;  // since the last tick
};

WebSocketSession::WebSocketSession(NetContext& net, Upgrade& upgrade)
    : net_(net),
      stream_(std::make_shared<CoalescingStream>(net.loop, net.ledger, std::move(upgrade.socket),
                                                 net.limits.outbox_bytes, upgrade.received)),
      websocket_(*stream_),
      state_(Connecting{net.now + net.limits.request_timeout}) {
    websocket_.auto_fragment(false);
    websocket_.read_message_max(net_.limits.message_bytes);
    websocket_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
        response.set(beast::http::field::server, "keks-meet");
        for (const auto& [name, value] : security_headers()) response.set(name, value);
    }));
    websocket_.control_callback(
        [this](websocket::frame_type, beast::string_view) { heard_ = true; });
    net_.sessions.push_back(*this);
    ++net_.websockets;
}

WebSocketSession::~WebSocketSession() {
    forget_incoming();
    --net_.websockets;
}

Awaitable<void> WebSocketSession::run(const Upgrade& upgrade) {
    const auto [error] = co_await websocket_.async_accept(upgrade.request, kAwait);
    if (!error && !net_.stopping) {
        ++net_.counters.websockets;
        const auto id = net_.hub.connect(*this);
        state_ = Open{.id = id, .last_sign = net_.now};
        co_await read_packets();
        net_.hub.disconnect(id);
    } else if (!error) {
        begin_close(CloseCause::shutting_down, kShuttingDown);
    }
    if (!std::holds_alternative<Closing>(state_))
        state_ = Closing{net_.now + net_.limits.close_timeout};
    stream_->finish();
    co_await discard_until_end(stream_->socket());
    stream_->abort();
}

// Reads on while closing, so that the client's close frame is seen; packets are then ignored.
Awaitable<void> WebSocketSession::read_packets() {
    error_code error;
    while (!error) {
        if (stream_->has_message()) {
            error = read_message_at_hand();
        } else if (stream_->awaits_message()) {
            const auto [receive_error] = co_await stream_->async_receive(kAwait);
            error = receive_error;
        } else {
            const auto [read_error, bytes] =
                co_await websocket_.async_read_some(incoming_, kReadChunk, kAwait);
            net_.ledger.add(bytes);
            error = read_error;
            if (!error) take_read();
        }
        heard_ = true;
    }
    ended_by_peer(error);
}

error_code WebSocketSession::read_message_at_hand() {
    error_code error;
    do net_.ledger.add(websocket_.read_some(incoming_, kReadChunk, error));
    while (!error && !websocket_.is_message_done());
    if (!error) take_read();
    return error;
}

void WebSocketSession::take_read() {
    if (!std::holds_alternative<Open>(state_))
        forget_incoming();
    else if (!websocket_.got_text())
        drop(CloseCause::binary_frame, "packets are text frames");
    else if (websocket_.is_message_done())
        take_message();
}

// The WebSocket layer has checked that the text is UTF-8, which both readers rely on.
void WebSocketSession::take_message() {
    const auto data = incoming_.data();
    const std::string_view text{static_cast<const char*>(data.data()), data.size()};
    ++net_.counters.packets;
    net_.counters.received_message_bytes += text.size();
    const auto relay = protocol::read_plain_relay(text);
    if (!relay) return take_packet(text);
    net_.hub.relay(std::get<Open>(state_).id, relay->recipient, relay->message);
    forget_incoming();
}

void WebSocketSession::take_packet(std::string_view text) {
    const protocol::Limits limits{.message_bytes = net_.limits.message_bytes,
                                  .hash_bytes = net_.limits.hash_bytes,
                                  .watches = net_.limits.watches};
    const auto packet = protocol::parse_client_packet(text, limits);
    forget_incoming();
    if (packet.has_error())
        drop(CloseCause::bad_packet, packet.error().reason);
    else
        net_.hub.handle(std::get<Open>(state_).id, *packet);
}

void WebSocketSession::forget_incoming() {
    net_.ledger.subtract(incoming_.size());
    incoming_.clear();
    if (incoming_.capacity() > kKeptBuffer) incoming_.shrink_to_fit();
}

void WebSocketSession::ended_by_peer(error_code error) {
    if (std::holds_alternative<Open>(state_)) net_.counters.count(reason_of(error));
}

bool WebSocketSession::push(const Frame& frame) {
    // The hub pushes `init` before it returns the id; a session that is closing takes nothing.
    if (std::holds_alternative<Closing>(state_)) return false;
    if (stream_->push(frame)) return true;
    // A sealed stream is one that the WebSocket layer is closing, and a closed one is broken.
    if (!stream_->sealed() && stream_->socket().is_open())
        begin_close(CloseCause::too_slow, "too many unread messages");
    return false;
}

void WebSocketSession::begin_close(CloseCause cause, std::string_view reason) {
    net_.counters.count(reason_of(cause));
    state_ = Closing{net_.now + net_.limits.close_timeout};
    // One that does not read would not see a close frame behind its backlog.
    const bool drop_queued = cause == CloseCause::too_slow || cause == CloseCause::idle;
    stream_->seal_with(close_frame(net_.ledger, close_code(cause), reason), drop_queued);
}

void WebSocketSession::drop(CloseCause cause, std::string_view reason) {
    const auto id = std::get<Open>(state_).id;
    begin_close(cause, reason);
    net_.hub.disconnect(id);
}

void WebSocketSession::tick(TimePoint now) {
    if (auto* open = std::get_if<Open>(&state_)) return check_life(*open, now);
    const auto* connecting = std::get_if<Connecting>(&state_);
    const TimePoint deadline =
        connecting != nullptr ? connecting->deadline : std::get<Closing>(state_).deadline;
    if (now >= deadline) abort();
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
        static_cast<void>(stream_->push(ping_frame(net_.ledger)));
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
    if (!was_open || incoming_.size() + stream_->received_bytes() > 0) abort();
}

}  // namespace

Awaitable<void> serve_websocket(NetContext& net, std::unique_ptr<Upgrade> upgrade) {
    WebSocketSession session{net, *upgrade};
    co_await session.run(*upgrade);
}

}  // namespace keks::server
