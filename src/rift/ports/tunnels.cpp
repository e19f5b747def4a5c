// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/ports/tunnels.hpp"

#include <utility>

#include "rift/commands/failure_words.hpp"

namespace keks::rift {

std::uint64_t Tunnels::begin(Peer peer) {
    if (tunnels_.size() >= most) {
        if (!std::exchange(told_full_, true))
            host_.console().error("A connection of " + peer.name +
                                  " was refused: " + std::to_string(most) +
                                  " are open already. It works again when some have ended");
        host_.console().event({"refused", {{"peer", peer.name}, {"reason", "too many"}}});
        return 0;
    }
    tunnels_.emplace(++last_, Entry{.peer = std::move(peer)});
    return last_;
}

void Tunnels::attach(std::uint64_t number, std::unique_ptr<TcpConnect> attempt) {
    tunnels_.at(number).attempt = std::move(attempt);
}

void Tunnels::attach(std::uint64_t number, std::unique_ptr<client::ByteStream> stream) {
    auto& entry = tunnels_.at(number);
    entry.attempt.reset();
    entry.stream = std::move(stream);
}

client::OnChannel Tunnels::on_channel(std::uint64_t number) {
    return [this, number, alive = std::weak_ptr{alive_}](client::OpenedChannel channel) {
        if (!alive.expired()) opened(number, std::move(channel));
    };
}

void Tunnels::opened(std::uint64_t number, client::OpenedChannel channel) {
    const auto found = tunnels_.find(number);
    if (found == tunnels_.end()) return;
    auto& entry = found->second;
    if (!channel && channel.error() == client::NoChannel::unheard) {
        refuse_unasked(entry.peer.name);
        return drop(number);
    }
    if (!channel) {
        host_.console().notice("No connection with " + entry.peer.name + ": " +
                               no_channel_words(channel.error()));
        return drop(number);
    }
    told_unasked_ = false;
    entry.tunnel = std::make_unique<client::PortTunnel>(
        std::move(*channel), std::move(entry.stream), entry.peer.flow,
        [this, number](client::PortTunnel::End end) { over(number, end); });
    entry.tunnel->start();
}

void Tunnels::refuse_unasked(const std::string& peer) {
    if (!std::exchange(told_unasked_, true))
        host_.console().error("A connection was refused: " + peer +
                              " cannot be asked for it while one of you does not reach the "
                              "server. It works again when both do");
    host_.console().event({"refused", {{"peer", peer}, {"reason", "no server"}}});
}

void Tunnels::drop(std::uint64_t number) {
    const auto entry = tunnels_.extract(number);
    if (entry && entry.mapped().stream) entry.mapped().stream->abort();
    if (tunnels_.size() < most) told_full_ = false;
}

void Tunnels::clear() {
    while (!tunnels_.empty()) drop(tunnels_.begin()->first);
}

void Tunnels::over(std::uint64_t number, client::PortTunnel::End end) {
    const auto entry = std::move(tunnels_.at(number));
    drop(number);
    const bool whole = end == client::PortTunnel::End::whole;
    host_.console().event({"connection_ended",
                           {{"peer", entry.peer.name},
                            {"sent", entry.tunnel->sent()},
                            {"received", entry.tunnel->received()},
                            {"end", whole ? "whole" : "cut"}}});
}

}  // namespace keks::rift
