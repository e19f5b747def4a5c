// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/rtc_channel.hpp"

#include <utility>

#include "client/webrtc/rtc_core.hpp"

namespace keks::client::webrtc {

RtcChannel::RtcChannel(std::shared_ptr<RtcCore> core, ChannelId id, std::string label)
    : core_(std::move(core)), id_(id), label_(std::move(label)) {
    core_->enter(id_, *this);
}

RtcChannel::~RtcChannel() {
    *alive_ = false;
    discard();
    core_->leave(id_);
}

void RtcChannel::discard() {
    for (const auto& message : std::exchange(inbox_, {})) core_->delivered(message.bytes.size());
}

void RtcChannel::listen(Events events) {
    events_ = std::make_shared<Events>(std::move(events));
    deliver();
}

bool RtcChannel::send(std::span<const std::byte> bytes) {
    return send_as(bytes, false);
}

bool RtcChannel::send_text(std::string_view text) {
    return send_as(std::as_bytes(std::span{text}), true);
}

bool RtcChannel::send_as(std::span<const std::byte> bytes, bool text) {
    if (!open_ || bytes.size() > core_->peer_max_message_size()) return false;
    buffered_ += counted_bytes(bytes.size());
    core_->send(id_, {bytes.begin(), bytes.end()}, text);
    return true;
}

void RtcChannel::resume() {
    paused_ = false;
    deliver();
}

void RtcChannel::close() {
    open_ = false;
    closing_ = true;
    core_->close_channel(id_);
}

void RtcChannel::on_opened() {
    if (closing_ || closed_) return;
    open_ = true;
    tell_opened_ = true;
    deliver();
}

void RtcChannel::on_message(MessageBytes bytes, bool text) {
    // It was under way while the connection closed here.
    if (closed_) return core_->delivered(bytes.size());
    inbox_.push_back({std::move(bytes), text});
    deliver();
}

void RtcChannel::on_handed(std::size_t bytes) {
    const bool was_high = buffered_ > low_water;
    buffered_ -= bytes;
    if (!was_high || buffered_ > low_water || closed_) return;
    const auto events = events_;
    if (events && events->drained) events->drained();
}

void RtcChannel::on_closed() {
    // By the peer, by the connection, or by both at once.
    if (std::exchange(closed_, true)) return;
    open_ = false;
    tell_closed_ = true;
    deliver();
}

void RtcChannel::deliver() {
    if (std::exchange(delivering_, true)) return;
    const auto alive = alive_;
    while (*alive && deliver_one()) continue;
    if (*alive) delivering_ = false;
}

/** False: there is nothing, or nobody who listens. */
bool RtcChannel::deliver_one() {
    const auto events = events_;
    if (!events) return false;
    if (std::exchange(tell_opened_, false)) {
        if (events->opened) events->opened();
        return true;
    }
    if (!inbox_.empty()) {
        if (paused_) return false;
        const Message message = std::move(inbox_.front());
        inbox_.pop_front();
        core_->delivered(message.bytes.size());
        if (events->message) events->message(message.bytes, message.text);
        return true;
    }
    if (!std::exchange(tell_closed_, false)) return false;
    if (events->closed) events->closed();
    return true;
}

}  // namespace keks::client::webrtc
