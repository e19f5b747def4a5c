// SPDX-License-Identifier: AGPL-3.0-only
#include "client/room/requests.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace keks::client {
namespace {

constexpr std::size_t kMostStopped = 4 * relay_limits::resources;

}  // namespace

Requests::Requests(Clock& clock, Host host) : clock_(clock), host_(std::move(host)) {}

bool Requests::add(const Resource& resource, OnChannel on_channel,
                   std::optional<FileBeginning> has) {
    if (waiting_ >= max_waiting_channels) return false;
    const bool file = resource.kind == Resource::Kind::file;
    if (file && asked_.contains(resource.id)) return false;
    std::erase(stopped_, resource.id);
    auto& asked = asked_[resource.id];
    asked.kind = resource.kind;
    asked.has = has;
    auto& waiting = asked.waiting.emplace_back();
    waiting.number = ++last_;
    waiting.on_channel = std::move(on_channel);
    waiting.timer = clock_.after(channel_patience, [this, id = resource.id, number = last_] {
        // By a copy: this ends with its timer.
        expired(std::string{id}, number);
    });
    ++waiting_;
    return true;
}

void Requests::arrived(std::unique_ptr<DataChannel> channel) {
    const auto asked = asked_.find(channel->label());
    if (asked == asked_.end() || asked->second.waiting.empty()) return;
    auto& waiting = asked->second.waiting;
    const auto on_channel = std::move(waiting.front().on_channel);
    waiting.pop_front();
    --waiting_;
    // A file is asked for once, until it is settled; a port for each connection.
    if (waiting.empty() && asked->second.kind != Resource::Kind::file) asked_.erase(asked);
    on_channel(std::move(channel));
}

bool Requests::stop(std::string_view id) {
    const auto asked = asked_.find(id);
    if (asked == asked_.end()) return false;
    if (asked->second.kind == Resource::Kind::file) remember_stopped(id);
    forget(asked);
    return true;
}

void Requests::settled(std::string_view id) {
    const auto asked = asked_.find(id);
    if (asked != asked_.end()) forget(asked);
}

void Requests::withdrawn(std::string_view id) {
    const auto asked = asked_.find(id);
    if (asked == asked_.end()) return;
    const auto waiting = std::exchange(asked->second.waiting, {});
    waiting_ -= waiting.size();
    asked_.erase(asked);
    for (const auto& each : waiting) each.on_channel(NoChannel::withdrawn);
}

void Requests::unheard() {
    std::vector<Waiting> ports;
    for (auto each = asked_.begin(); each != asked_.end();) {
        const auto asked = each++;
        if (asked->second.kind == Resource::Kind::file) continue;
        std::ranges::move(asked->second.waiting, std::back_inserter(ports));
        forget(asked);
    }
    for (const auto& each : ports) each.on_channel(NoChannel::unheard);
}

void Requests::close(std::optional<NoChannel> why) {
    const auto all = std::exchange(asked_, {});
    waiting_ = 0;
    if (!why) return;
    for (const auto& [id, asked] : all) {
        for (const auto& each : asked.waiting) each.on_channel(*why);
    }
}

std::vector<RelayMessage> Requests::repeated() const {
    std::vector<RelayMessage> messages;
    for (const auto& [id, asked] : asked_) {
        for (std::size_t at = 0; at < asked.waiting.size(); ++at) {
            messages.emplace_back(relay::Request{id, asked.has});
        }
    }
    for (const auto& id : stopped_) messages.emplace_back(relay::RequestStop{id});
    return messages;
}

void Requests::expired(const std::string& id, std::uint64_t number) {
    const auto kept = host_.keep();
    const auto asked = asked_.find(id);
    auto& waiting = asked->second.waiting;
    const auto late = std::ranges::find(waiting, number, &Waiting::number);
    const auto on_channel = std::move(late->on_channel);
    waiting.erase(late);
    --waiting_;
    const bool file = asked->second.kind == Resource::Kind::file;
    if (waiting.empty()) asked_.erase(asked);
    if (file) remember_stopped(id);
    // Before: it may be asked for again in what follows.
    if (file) host_.given_up(id);
    on_channel(NoChannel::silent);
}

void Requests::forget(AskedById::iterator asked) {
    waiting_ -= asked->second.waiting.size();
    asked_.erase(asked);
}

void Requests::remember_stopped(std::string_view id) {
    stopped_.emplace_back(id);
    if (stopped_.size() > kMostStopped) stopped_.pop_front();
}

}  // namespace keks::client
