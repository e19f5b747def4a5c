// SPDX-License-Identifier: AGPL-3.0-only
// What the WebRTC thread tells the loop.
#include <boost/asio/post.hpp>
#include <utility>

#include "client/webrtc/rtc_channel.hpp"
#include "client/webrtc/rtc_core.hpp"

namespace keks::client::webrtc {
namespace {

/** Makes events of the WebRTC thread tasks of the loop, for as long as there is a core. */
struct ToLoop {
    boost::asio::any_io_executor loop;
    std::weak_ptr<RtcCore> core;

    template <typename Task>
    void operator()(Task task) const {
        boost::asio::post(loop, [core = core, task = std::move(task)]() mutable {
            if (const auto self = core.lock()) task(*self);
        });
    }
};

}  // namespace

Transport::Events RtcCore::transport_events() {
    const ToLoop to_loop{loop_, weak_from_this()};
    return {.candidate =
                [to_loop](std::string line) {
                    to_loop([line = std::move(line)](RtcCore& core) { core.on_candidate(line); });
                },
            .gathered = [to_loop] { to_loop([](RtcCore& core) { core.on_gathered(); }); },
            .state =
                [to_loop](ConnectionState state) {
                    to_loop([state](RtcCore& core) { core.on_state(state); });
                },
            .channels = channel_events()};
}

ChannelTable::Events RtcCore::channel_events() {
    const ToLoop to_loop{loop_, weak_from_this()};
    const auto to_channel = [to_loop](ChannelId id, auto task) {
        to_loop([id, task = std::move(task)](RtcCore& core) mutable {
            const auto channel = core.channels_.find(id);
            if (channel != core.channels_.end()) task(*channel->second);
        });
    };
    return {.incoming =
                [to_loop, remote = std::weak_ptr{remote_}](ChannelId id, std::string label) {
                    if (const auto end = remote.lock()) end->received(label.size());
                    to_loop([id, label = std::move(label)](RtcCore& core) {
                        core.on_incoming(id, label);
                    });
                },
            .opened =
                [to_channel](ChannelId id) {
                    to_channel(id, [](RtcChannel& channel) { channel.on_opened(); });
                },
            .message =
                [to_loop, remote = std::weak_ptr{remote_}](ChannelId id, MessageBytes bytes,
                                                           bool text) {
                    if (const auto end = remote.lock()) end->received(bytes.size());
                    to_loop([id, bytes = std::move(bytes), text](RtcCore& core) mutable {
                        core.on_message(id, std::move(bytes), text);
                    });
                },
            .handed =
                [to_channel](ChannelId id, std::size_t bytes) {
                    to_channel(id, [bytes](RtcChannel& channel) { channel.on_handed(bytes); });
                },
            .closed =
                [to_channel](ChannelId id) {
                    to_channel(id, [](RtcChannel& channel) { channel.on_closed(); });
                },
            .quiet = [to_loop] { to_loop([](RtcCore& core) { core.on_quiet(); }); }};
}

void RtcCore::with_channel(ChannelId id, const std::function<void(RtcChannel&)>& task) {
    const auto channel = channels_.find(id);
    if (channel != channels_.end()) task(*channel->second);
}

void RtcCore::on_described(const SessionDescription& description) {
    const auto announce = events_.local_description;
    if (!closed_ && announce) announce(description);
}

void RtcCore::on_candidate(std::string line) {
    jsep_.add_candidate(line);
    const auto announce = events_.candidate;
    if (!closed_ && announce) announce({std::move(line), jsep_.mid(), jsep_.mline_index()});
}

void RtcCore::on_gathered() {
    jsep_.end_of_candidates();
    const auto announce = events_.candidate;
    if (!closed_ && announce) announce({{}, jsep_.mid(), jsep_.mline_index()});
}

void RtcCore::on_state(ConnectionState state) {
    if (closed_) return;
    const bool final = state == ConnectionState::failed || state == ConnectionState::closed;
    // The channels' own `closed` came before this, in order with their messages.
    if (final) end_transport();
    const auto announce = events_.state;
    if (announce) announce(state);
}

void RtcCore::on_message(ChannelId id, MessageBytes bytes, bool text) {
    const auto channel = channels_.find(id);
    // Nobody wants it any more.
    if (channel == channels_.end() || finishing_) return delivered(bytes.size());
    channel->second->on_message(std::move(bytes), text);
}

void RtcCore::on_quiet() {
    const auto quiet = std::exchange(quiet_, nullptr);
    if (!abandoned_ && quiet) quiet();
}

void RtcCore::on_incoming(ChannelId id, std::string label) {
    delivered(label.size());
    if (closed_ || finishing_) return close_channel(id);
    auto channel = std::make_unique<RtcChannel>(shared_from_this(), id, std::move(label));
    channel->on_opened();
    const auto announce = events_.channel;
    if (announce) announce(std::move(channel));
}

}  // namespace keks::client::webrtc
