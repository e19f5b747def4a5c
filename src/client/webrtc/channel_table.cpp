// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/channel_table.hpp"

#include <algorithm>
#include <utility>

namespace keks::client::webrtc {
namespace {

// Of handed bytes, while others wait: half of what whoever sends keeps waiting.
constexpr std::size_t worth_telling = DataChannel::low_water / 2;

Ppid ppid_of(bool text, bool empty) {
    if (text) return empty ? Ppid::text_empty : Ppid::text;
    return empty ? Ppid::binary_empty : Ppid::binary;
}

bool is_even(std::uint16_t stream) {
    return stream % 2 == 0;
}

}  // namespace

void ChannelTable::open(ChannelId id, std::string label) {
    if (lost_ || finishing_) return events_.closed(id);
    auto& channel = channels_[id];
    channel.label = std::move(label);
    if (sctp_ != nullptr) start(id, channel);
}

bool ChannelTable::assign_stream(Channel& channel) {
    for (unsigned stream = even_ ? 0 : 1; stream < streams_; stream += 2) {
        const auto id = static_cast<std::uint16_t>(stream);
        if (outgoing_busy_.contains(id) || incoming_busy_.contains(id)) continue;
        channel.stream = id;
        outgoing_busy_.insert(id);
        incoming_busy_.insert(id);
        return true;
    }
    return false;
}

void ChannelTable::start(ChannelId id, Channel& channel) {
    if (!assign_stream(channel)) return drop(channels_.find(id));
    by_stream_[*channel.stream] = id;
    channel.queue.push_front({Ppid::dcep, encode_dcep_open(channel.label), 0});
    events_.opened(id);
    flush(id, channel);
}

void ChannelTable::send(ChannelId id, std::vector<std::byte> message, bool text) {
    const auto channel = channels_.find(id);
    if (channel == channels_.end() || channel->second.closing) {
        return events_.handed(id, counted_bytes(message.size()));
    }
    const std::size_t counted = counted_bytes(message.size());
    const Ppid ppid = ppid_of(text, message.empty());
    if (message.empty()) message.resize(1);
    channel->second.queue.push_back({ppid, std::move(message), counted});
    if (channel->second.queue.size() == 1 && sctp_ != nullptr) flush(id, channel->second);
}

void ChannelTable::close(ChannelId id) {
    const auto channel = channels_.find(id);
    if (channel == channels_.end() || channel->second.closing) return;
    channel->second.closing = true;
    if (!channel->second.stream) return drop(channel);
    finish_if_empty(id, channel->second);
}

void ChannelTable::finish() {
    finishing_ = quiet_is_due_ = true;
    std::vector<ChannelId> ids;
    for (const auto& [id, channel] : channels_) ids.push_back(id);
    for (const ChannelId id : ids) close(id);
    tell_if_quiet();
}

// To browsers a channel is closed when both directions are: whoever leaves between the two is gone
// before the page hears that all went well.
void ChannelTable::tell_if_quiet() {
    const bool quiet = lost_ || (outgoing_busy_.empty() && incoming_busy_.empty());
    if (quiet && std::exchange(quiet_is_due_, false)) events_.quiet();
}

void ChannelTable::finish_if_empty(ChannelId, Channel& channel) {
    if (channel.closing && channel.queue.empty()) reset(*channel.stream);
}

/** False: SCTP is full. */
bool ChannelTable::flush(ChannelId id, Channel& channel) {
    auto sent = SctpTransport::Sent::yes;
    while (!channel.queue.empty()) {
        const auto& next = channel.queue.front();
        sent = sctp_->send(*channel.stream, static_cast<std::uint32_t>(next.ppid), next.bytes);
        if (sent == SctpTransport::Sent::later) break;
        channel.handed += next.counted;
        channel.queue.pop_front();
    }
    // To wake the loop costs more than to send a message.
    if (channel.queue.empty() || channel.handed >= worth_telling) tell_handed(id, channel);
    finish_if_empty(id, channel);
    return sent != SctpTransport::Sent::later;
}

void ChannelTable::tell_handed(ChannelId id, Channel& channel) {
    const std::size_t handed = std::exchange(channel.handed, 0);
    if (handed != 0) events_.handed(id, handed);
}

// Each time another one is first, so that a full channel does not starve the others.
void ChannelTable::on_writable() {
    std::vector<ChannelId> waiting;
    for (const auto& [id, channel] : channels_) {
        if (!channel.queue.empty() && channel.stream) waiting.push_back(id);
    }
    const auto next = std::ranges::upper_bound(waiting, last_served_);
    std::ranges::rotate(waiting, next);
    for (const ChannelId id : waiting) {
        last_served_ = id;
        if (!flush(id, channels_.at(id))) return;
    }
}

void ChannelTable::connected(SctpTransport& sctp, bool dtls_client, unsigned streams) {
    sctp_ = &sctp;
    even_ = dtls_client;
    streams_ = streams;
    std::vector<ChannelId> ids;
    for (const auto& [id, channel] : channels_) ids.push_back(id);
    for (const ChannelId id : ids) start(id, channels_.at(id));
}

void ChannelTable::lost() {
    lost_ = true;
    sctp_ = nullptr;
    waiting_resets_.clear();
    while (!channels_.empty()) drop(channels_.begin());
    tell_if_quiet();
}

void ChannelTable::drop(Channels::iterator channel) {
    const ChannelId id = channel->first;
    if (channel->second.stream) by_stream_.erase(*channel->second.stream);
    channels_.erase(channel);
    events_.closed(id);
}

void ChannelTable::reset(std::uint16_t stream) {
    if (sctp_ != nullptr && !sctp_->reset(stream)) waiting_resets_.insert(stream);
}

void ChannelTable::on_tick() {
    for (auto& [id, channel] : channels_) tell_handed(id, channel);
    reset_waiting();
}

void ChannelTable::reset_waiting() {
    while (!waiting_resets_.empty() && sctp_->reset(*waiting_resets_.begin())) {
        waiting_resets_.erase(waiting_resets_.begin());
    }
}

void ChannelTable::on_message(std::uint16_t stream, std::uint32_t ppid, MessageBytes message) {
    // SCTP may still have had some of them.
    if (lost_) return;
    const auto channel = by_stream_.find(stream);
    const bool known = channel != by_stream_.end();
    switch (static_cast<Ppid>(ppid)) {
        case Ppid::dcep: {
            const auto dcep = parse_dcep(message);
            const auto* const open = dcep ? std::get_if<DcepOpen>(&*dcep) : nullptr;
            if (open != nullptr && !known) accept(stream, *open);
            return;
        }
        case Ppid::text_empty:
        case Ppid::binary_empty:
            message.clear();
            [[fallthrough]];
        case Ppid::text:
        case Ppid::binary: {
            const auto kind = static_cast<Ppid>(ppid);
            const bool text = kind == Ppid::text || kind == Ppid::text_empty;
            if (known) events_.message(channel->second, std::move(message), text);
            return;
        }
    }
}

// The side that opens is told by the stream's number (RFC 8832, section 6); one that does not keep
// to that, or reuses what is not free, gets no channel.
void ChannelTable::accept(std::uint16_t stream, const DcepOpen& open) {
    const bool free = !outgoing_busy_.contains(stream) && !incoming_busy_.contains(stream);
    if (finishing_ || !free || is_even(stream) == even_ || stream >= streams_) return;
    last_incoming_ += 2;
    const ChannelId id = last_incoming_;
    outgoing_busy_.insert(stream);
    incoming_busy_.insert(stream);
    by_stream_[stream] = id;
    auto& channel = channels_[id];
    channel.label = open.label;
    channel.stream = stream;
    channel.queue.push_back({Ppid::dcep, encode_dcep_ack(), 0});
    flush(id, channel);
    events_.incoming(id, open.label);
}

void ChannelTable::on_incoming_reset(std::uint16_t stream) {
    incoming_busy_.erase(stream);
    const auto found = by_stream_.find(stream);
    if (found == by_stream_.end()) return tell_if_quiet();
    const auto channel = channels_.find(found->second);
    const bool ours_is_under_way = channel->second.closing && channel->second.queue.empty();
    drop(channel);
    // What the peer ends, we end as well (RFC 8831, section 6.7).
    if (!ours_is_under_way) reset(stream);
    tell_if_quiet();
}

void ChannelTable::on_outgoing_reset(std::uint16_t stream) {
    outgoing_busy_.erase(stream);
    reset_waiting();
    tell_if_quiet();
}

}  // namespace keks::client::webrtc
