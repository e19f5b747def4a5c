// SPDX-License-Identifier: AGPL-3.0-only
#include "client/peer/outgoing_channels.hpp"

#include <algorithm>
#include <utility>

namespace keks::client {

OutgoingChannels::OutgoingChannels(Clock& clock, std::function<std::shared_ptr<void>()> keep)
    : clock_(clock), keep_(std::move(keep)) {}

bool OutgoingChannels::open(PeerConnection* connection, std::string label, OnChannel on_channel) {
    if (waiting_.size() >= max_waiting_channels) return false;
    const std::uint64_t number = ++last_;
    auto& waiting = waiting_.emplace_back();
    waiting.number = number;
    waiting.label = std::move(label);
    waiting.on_channel = std::move(on_channel);
    waiting.timer = clock_.after(channel_patience, [this, number] { expired(number); });
    if (connection != nullptr) begin(*connection, waiting);
    return true;
}

void OutgoingChannels::forget(std::string_view label) {
    std::erase_if(waiting_, [label](const Waiting& each) { return each.label == label; });
}

void OutgoingChannels::refuse(std::string_view label, NoChannel why) {
    std::list<Waiting> refused;
    for (auto each = waiting_.begin(); each != waiting_.end();) {
        const auto next = std::next(each);
        if (each->label == label) refused.splice(refused.end(), waiting_, each);
        each = next;
    }
    for (auto& each : refused) each.on_channel(why);
}

void OutgoingChannels::refuse_all(NoChannel why) {
    auto refused = std::exchange(waiting_, {});
    for (auto& each : refused) each.on_channel(why);
}

void OutgoingChannels::detach() {
    for (auto& each : waiting_) each.channel.reset();
}

void OutgoingChannels::move(PeerConnection& connection) {
    for (auto& each : waiting_) begin(connection, each);
}

void OutgoingChannels::begin(PeerConnection& connection, Waiting& waiting) {
    waiting.channel = connection.open_channel(waiting.label);
    const std::uint64_t number = waiting.number;
    waiting.channel->listen({.opened = [this, number] { opened(number); },
                             .message = {},
                             .drained = {},
                             .closed = [this, number] { closed(number); }});
}

void OutgoingChannels::opened(std::uint64_t number) {
    if (find(number) == nullptr) return;
    const auto kept = keep_();
    auto waiting = take(number);
    waiting.on_channel(std::move(waiting.channel));
}

// With its connection, whose end follows; or the other side did not want it, which would not be
// otherwise a second time.
void OutgoingChannels::closed(std::uint64_t number) {
    if (auto* const waiting = find(number)) waiting->channel.reset();
}

void OutgoingChannels::expired(std::uint64_t number) {
    const auto kept = keep_();
    auto waiting = take(number);
    waiting.on_channel(NoChannel::silent);
}

OutgoingChannels::Waiting* OutgoingChannels::find(std::uint64_t number) {
    const auto found = std::ranges::find(waiting_, number, &Waiting::number);
    return found == waiting_.end() ? nullptr : &*found;
}

OutgoingChannels::Waiting OutgoingChannels::take(std::uint64_t number) {
    const auto found = std::ranges::find(waiting_, number, &Waiting::number);
    Waiting taken = std::move(*found);
    waiting_.erase(found);
    return taken;
}

}  // namespace keks::client
