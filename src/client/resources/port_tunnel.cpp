// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/port_tunnel.hpp"

#include <utility>

#include "client/resources/framing.hpp"
#include "client/resources/port_framing.hpp"

namespace keks::client {

using namespace port_framing;

PortTunnel::PortTunnel(std::unique_ptr<DataChannel> channel, std::unique_ptr<ByteStream> stream,
                       bool flow, Over over)
    : channel_(std::move(channel)),
      stream_(std::move(stream)),
      flow_(flow),
      over_(std::move(over)) {}

PortTunnel::~PortTunnel() {
    if (over_) stream_->abort();
}

void PortTunnel::start() {
    read();
    // Last: what happened before may end this.
    channel_->listen({.opened = {},
                      .message = [this](Bytes bytes, bool text) { heard(bytes, text); },
                      .drained = [this] { read(); },
                      .closed = [this] { closed(); }});
}

bool PortTunnel::has_room() const {
    const bool allowed = !flow_ || sent_ - acknowledged_ < window;
    return allowed && channel_->buffered_amount() <= DataChannel::low_water;
}

void PortTunnel::read() {
    if (reading_ || stream_ended_ || !channel_->is_open() || !has_room()) return;
    reading_ = true;
    stream_->read([this](std::optional<Bytes> bytes) { came(bytes); });
}

void PortTunnel::came(std::optional<Bytes> bytes) {
    reading_ = false;
    if (!bytes) return finish(End::cut);
    // Nobody hears it any more; what came before the close is yet to be written.
    if (!channel_->is_open()) return;
    if (bytes->empty()) return end_of_stream();
    if (!channel_->send(*bytes)) return finish(End::cut);
    sent_ += bytes->size();
    read();
}

void PortTunnel::end_of_stream() {
    stream_ended_ = true;
    // Without `port_flow` there is no other way to say it.
    if (!flow_) return channel_->close();
    if (!channel_->send_text(framing::end_mark)) return finish(End::cut);
    if (told_end_) finish(End::whole);
}

void PortTunnel::heard(Bytes bytes, bool text) {
    if (!text || !flow_) return heard_bytes(bytes);
    heard_text({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void PortTunnel::heard_text(std::string_view text) {
    if (text == framing::end_mark) {
        peer_ended_ = true;
        if (unwritten() == 0) all_written();
        return;
    }
    // Others are of newer versions.
    const auto acknowledged = framing::read_ack(text);
    if (!acknowledged) return;
    if (*acknowledged < acknowledged_ || *acknowledged > sent_) return finish(End::cut);
    acknowledged_ = *acknowledged;
    read();
}

void PortTunnel::heard_bytes(Bytes bytes) {
    const bool too_much = flow_ && unwritten() + bytes.size() > window + framing::longest;
    if (peer_ended_ || too_much) return finish(End::cut);
    arrived_ += bytes.size();
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    write();
    if (flow_ || paused_ || unwritten() < backlog) return;
    paused_ = true;
    channel_->pause();
}

void PortTunnel::write() {
    if (writing_ || waiting_.empty()) return;
    writing_ = true;
    const auto size = waiting_.size();
    stream_->write(std::exchange(waiting_, {}), [this, size](bool done) { wrote(size, done); });
}

void PortTunnel::wrote(std::size_t size, bool done) {
    writing_ = false;
    if (!done) return finish(End::cut);
    written_ += size;
    if (flow_) acknowledge();
    if (unwritten() == 0) return all_written();
    write();
}

void PortTunnel::acknowledge() {
    if (written_ - told_ < ack_every || !channel_->is_open()) return;
    told_ = written_;
    channel_->send_text(framing::ack_message(told_));
}

void PortTunnel::all_written() {
    if ((peer_ended_ || closed_) && !std::exchange(told_end_, true)) stream_->end_writing();
    if (closed_ || (told_end_ && stream_ended_ && flow_)) return finish(End::whole);
    // Last: it may end this.
    if (std::exchange(paused_, false)) channel_->resume();
}

void PortTunnel::closed() {
    closed_ = true;
    // Without our own end the peer does not know that it had all that we sent, nor do we.
    const bool ours_is_whole = stream_ended_ || sent_ == 0;
    if (flow_ && !(peer_ended_ && ours_is_whole)) return finish(End::cut);
    // Of a deployed peer that answered nothing: it did not hear the whole question.
    if (!flow_ && arrived_ == 0 && channel_->buffered_amount() > 0) return finish(End::cut);
    if (unwritten() == 0) all_written();
}

void PortTunnel::finish(End end) {
    if (!over_) return;
    if (end == End::cut) stream_->abort();
    // Closed after what is queued was sent.
    channel_->close();
    const auto over = std::exchange(over_, nullptr);
    over(end);
}

}  // namespace keks::client
