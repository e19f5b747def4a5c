// SPDX-License-Identifier: AGPL-3.0-only
#include "client/signaling/signaling_client.hpp"

#include <utility>

#include "client/signaling/backoff.hpp"

namespace keks::client {
namespace {

using protocol::client::Join;
using protocol::client::Ping;
using protocol::client::Relay;
using namespace protocol::received;
using std::chrono::milliseconds;

std::string in_seconds(milliseconds time) {
    const auto tenths = time.count() / 100;
    std::string text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) text.append(".").append(std::to_string(tenths % 10));
    return text + " s";
}

}  // namespace

SignalingClient::SignalingClient(std::shared_ptr<Clock> clock, MakeLink make_link, Options options)
    : clock_(std::move(clock)), make_link_(std::move(make_link)), options_(std::move(options)) {}

/** Keeps us alive within what a timer or the link calls, should the user destroy us there. */
template <class Call>
auto SignalingClient::guarded(Call call) {
    return [weak = weak_from_this(), call](auto... arguments) {
        if (const auto self = weak.lock()) ((*self).*call)(std::move(arguments)...);
    };
}

std::unique_ptr<Clock::Timer> SignalingClient::after(milliseconds wait,
                                                     void (SignalingClient::*call)()) {
    return clock_->after(wait, guarded(call));
}

void SignalingClient::start(Signaling::Events events) {
    events_ = std::move(events);
    connect();
}

void SignalingClient::connect() {
    state_ = Connecting{};
    next_step_ = after(options_.times.connect, &SignalingClient::connect_timed_out);
    link_ = make_link_();
    link_->start({.opened = guarded(&SignalingClient::connected),
                  .text = guarded(&SignalingClient::received),
                  .ended = guarded(&SignalingClient::ended)});
}

void SignalingClient::connected() {
    state_ = Greeting{};
    next_step_ = after(options_.times.answer, &SignalingClient::answer_timed_out);
}

void SignalingClient::connect_timed_out() {
    lost("no connection to the server within " + in_seconds(options_.times.connect));
}

void SignalingClient::answer_timed_out() {
    const bool greeted = std::holds_alternative<Joining>(state_);
    lost(std::string{greeted ? "the server did not let us into the room within "
                             : "the server did not greet us within "} +
         in_seconds(options_.times.answer));
}

void SignalingClient::received(std::string_view text) {
    heard_ = true;
    auto packet = protocol::parse_server_packet(text);
    if (packet.has_error()) return lost("the server sent no packet: " + packet.error().reason);
    std::visit([this](auto& known) { handle(known); }, *packet);
}

void SignalingClient::handle(const Init& packet) {
    if (!std::holds_alternative<Greeting>(state_)) return;
    state_ = Joining{packet.your_id};
    next_ping_ = after(options_.times.ping, &SignalingClient::ping);
    next_step_ = after(options_.times.answer, &SignalingClient::answer_timed_out);
    transmit(Join{options_.room_hash});
}

void SignalingClient::handle(const ClientJoin& packet) {
    if (const auto* joining = std::get_if<Joining>(&state_)) {
        if (packet.id == joining->id) joined(packet.id);
        return;
    }
    const auto* joined = std::get_if<Joined>(&state_);
    if (joined == nullptr || packet.id == joined->id) return;
    if (events_.member_joined) events_.member_joined(packet.id);
}

void SignalingClient::joined(ClientId own) {
    state_ = Joined{own};
    was_joined_ = true;
    next_step_.reset();
    // A server that takes connections only to drop them must not be asked twice a second for ever.
    until_stable_ = after(options_.times.stable, &SignalingClient::stable);
    if (events_.joined) events_.joined(own);
}

void SignalingClient::handle(const ClientLeave& packet) {
    const auto* joined = std::get_if<Joined>(&state_);
    if (joined == nullptr) return;
    if (packet.id == joined->id) return lost("the server took us out of the room");
    if (events_.member_left) events_.member_left(packet.id);
}

void SignalingClient::handle(Message& packet) {
    const auto* joined = std::get_if<Joined>(&state_);
    if (joined == nullptr) return;
    const bool is_probe = packet.sender == joined->id && packet.message.empty();
    if (is_probe || !events_.message) return;
    events_.message(packet.sender, std::move(packet.message));
}

void SignalingClient::handle(const RoomInfo& /*packet*/) {}  // we watch none

void SignalingClient::handle(const Unknown& /*packet*/) {}

void SignalingClient::transmit(const protocol::ClientPacket& packet) {
    std::string text;
    protocol::encode(packet, text);
    link_->send(std::move(text));
}

bool SignalingClient::send(std::optional<ClientId> recipient, std::string sealed) {
    if (!std::holds_alternative<Joined>(state_)) return false;
    if (link_->queued_bytes() + sealed.size() > options_.send_bytes) return false;
    transmit(Relay{recipient, std::move(sealed)});
    return true;
}

void SignalingClient::ping() {
    next_ping_ = after(options_.times.ping, &SignalingClient::ping);
    static_cast<void>(traffic_moved());
    const auto* joined = std::get_if<Joined>(&state_);
    // What waits to be sent is as good as a ping, and shows by moving that the server lives.
    if (!was_sending_) {
        transmit(Ping{});
        if (joined != nullptr) transmit(Relay{joined->id, ""});
    }
    if (joined == nullptr || next_step_) return;  // an earlier probe has its answer to get yet
    heard_ = false;
    next_step_ = after(options_.times.answer, &SignalingClient::probe_timed_out);
}

/**
 * Since the last look. What we send counts only as far as it had to wait: the system takes a few
 * bytes from us whether the server lives or not.
 */
bool SignalingClient::traffic_moved() {
    const Traffic now = link_->traffic();
    const bool moved = now.received != seen_.received || (was_sending_ && now.sent != seen_.sent);
    seen_ = now;
    was_sending_ = link_->queued_bytes() > 0;
    return moved;
}

/** A message that is long under way in either direction is no sign of death. */
void SignalingClient::probe_timed_out() {
    next_step_.reset();
    if (heard_) return;
    if (!traffic_moved()) return lost("the server gives no sign of life");
    next_step_ = after(options_.times.answer, &SignalingClient::probe_timed_out);
}

void SignalingClient::stable() {
    failures_ = 0;
    until_stable_.reset();
}

void SignalingClient::ended(LinkFault fault) {
    if (std::holds_alternative<Closing>(state_)) return closed();
    // What was right once may become so again: a server that is set up anew, another network.
    if (fault.lasting && !was_joined_) return fail(std::move(fault.reason));
    lost(std::move(fault.reason));
}

void SignalingClient::lost(std::string reason) {
    drop_connection();
    state_ = Idle{};
    ++failures_;
    const auto pause = backoff_delay(failures_, options_.random());
    next_step_ = after(pause, &SignalingClient::connect);
    if (events_.lost) events_.lost(std::move(reason), pause);
}

void SignalingClient::fail(std::string reason) {
    abandon();
    if (events_.failed) events_.failed(std::move(reason));
}

void SignalingClient::close(std::function<void()> done) {
    if (auto* closing = std::get_if<Closing>(&state_)) {
        closing->done = [first = std::move(closing->done), second = std::move(done)] {
            if (first) first();
            if (second) second();
        };
        return;
    }
    const bool open = link_ && !std::holds_alternative<Connecting>(state_);
    if (!open) drop_connection();
    next_ping_.reset();
    until_stable_.reset();
    state_ = Closing{std::move(done)};
    if (!open) {
        next_step_ = after(milliseconds{0}, &SignalingClient::closed);
        return;
    }
    static_cast<void>(traffic_moved());
    next_step_ = after(options_.times.close, &SignalingClient::close_timed_out);
    link_->close();
}

/** What was said before is not cut off while it is on its way, such as an image on a slow line. */
void SignalingClient::close_timed_out() {
    auto& looks = std::get<Closing>(state_).looks;
    const bool waits = link_->queued_bytes() > 0;
    if (!waits || !traffic_moved() || ++looks == options_.times.longest_close) return closed();
    next_step_ = after(options_.times.close, &SignalingClient::close_timed_out);
}

void SignalingClient::closed() {
    const auto done = std::move(std::get<Closing>(state_).done);
    left_unsent_ = link_ && link_->queued_bytes() > 0;
    abandon();
    if (done) done();
}

void SignalingClient::abandon() {
    drop_connection();
    state_ = Over{};
}

void SignalingClient::drop_connection() {
    next_step_.reset();
    next_ping_.reset();
    until_stable_.reset();
    link_.reset();
    seen_ = {};
    was_sending_ = false;
}

}  // namespace keks::client
