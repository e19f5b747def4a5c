// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/rtc_core.hpp"

#include <boost/asio/post.hpp>
#include <utility>

#include "client/webrtc/ice_candidate.hpp"
#include "client/webrtc/rtc_channel.hpp"

namespace keks::client::webrtc {

RtcCore::RtcCore(boost::asio::any_io_executor loop, std::shared_ptr<Engine> engine,
                 PeerConnection::Events events, Fingerprint own)
    : loop_(std::move(loop)),
      engine_(std::move(engine)),
      events_(std::move(events)),
      jsep_(std::move(own)) {}

void RtcCore::start(std::vector<IceServer> servers, Certificate certificate) {
    // A task has to be copyable, which keys are not.
    auto own = std::make_shared<Certificate>(std::move(certificate));
    engine_->thread.invoke([engine = engine_.get(), remote = remote_, servers = std::move(servers),
                            own = std::move(own), events = transport_events()] {
        remote->transport = std::make_unique<Transport>(engine->thread.context(), *engine->stack,
                                                        servers, std::move(*own), events);
    });
}

void RtcCore::on_transport(std::function<void(Transport&)> task) {
    if (closed_) return;
    engine_->thread.invoke([remote = remote_, task = std::move(task)] {
        if (remote->transport) task(*remote->transport);
    });
}

void RtcCore::end_transport() {
    if (std::exchange(closed_, true)) return;
    engine_->thread.invoke([remote = remote_] { remote->transport.reset(); });
    for (const auto& [id, channel] : channels_) {
        boost::asio::post(loop_, [weak = weak_from_this(), id = id] {
            const auto self = weak.lock();
            if (self) self->with_channel(id, [](RtcChannel& open) { open.on_closed(); });
        });
    }
    if (finishing_) boost::asio::post(loop_, [self = shared_from_this()] { self->on_quiet(); });
}

void RtcCore::abandon() {
    abandoned_ = true;
    end_transport();
}

void RtcCore::finish(std::function<void()> quiet) {
    finishing_ = true;
    quiet_ = std::move(quiet);
    if (closed_) {
        return boost::asio::post(loop_, [self = shared_from_this()] { self->on_quiet(); });
    }
    // What nobody reads any more would keep that from us which comes after it.
    for (const auto& [id, channel] : channels_) channel->discard();
    on_transport([](Transport& transport) { transport.finish(); });
}

void RtcCore::close() {
    if (closed_) return;
    end_transport();
    boost::asio::post(loop_, [self = shared_from_this()] {
        const auto on_state = self->events_.state;
        if (!self->abandoned_ && on_state) on_state(ConnectionState::closed);
    });
}

bool RtcCore::make_offer() {
    if (closed_) return false;
    auto made = jsep_.make_offer();
    const bool possible = made.has_value();
    announce(std::move(made));
    return possible;
}

bool RtcCore::make_answer() {
    if (closed_) return false;
    auto made = jsep_.make_answer();
    const bool possible = made.has_value();
    announce(std::move(made));
    if (possible) settle();
    return possible;
}

void RtcCore::announce(Made made) {
    if (!made.has_value()) return refuse(made.error().reason);
    // By way of the thread that finds the candidates, so that they come after the description that
    // they belong to: what other threads post overtakes what a busy loop posts to itself.
    on_transport([loop = loop_, core = weak_from_this(), description = *std::move(made),
                  ice = jsep_.local_ice()](Transport& transport) {
        boost::asio::post(loop, [core, description] {
            if (const auto self = core.lock()) self->on_described(description);
        });
        transport.gather(ice);
    });
}

void RtcCore::refuse(std::string reason) {
    boost::asio::post(loop_, [self = shared_from_this(), reason = std::move(reason)] {
        const auto refused = self->events_.refused;
        if (!self->abandoned_ && refused) refused(reason);
    });
}

bool RtcCore::set_remote(const SessionDescription& description) {
    if (closed_) return false;
    const auto set = jsep_.set_remote(description);
    if (!set.has_value()) {
        refuse(set.error().reason);
        return false;
    }
    if (jsep_.state() == JsepSession::State::stable) settle();
    return true;
}

/** Both descriptions are there: the transport connects, with the candidates that came early. */
void RtcCore::settle() {
    if (!jsep_.parameters()) return;
    on_transport([parameters = *jsep_.parameters()](Transport& transport) {
        transport.connect(parameters);
    });
    for (const auto& line : jsep_.remote()->transport.candidates) take_candidate(line);
    for (const auto& line : std::exchange(held_candidates_, {})) take_candidate(line);
}

void RtcCore::add_candidate(const IceCandidate& candidate) {
    if (closed_) return;
    const std::string& line = candidate.candidate;
    if (!line.empty() && !parse_candidate(line)) return refuse("candidate: malformed");
    if (jsep_.state() == JsepSession::State::stable && jsep_.parameters()) {
        return take_candidate(line);
    }
    if (held_candidates_.size() < max_sdp_candidates) held_candidates_.push_back(line);
}

void RtcCore::take_candidate(const std::string& line) {
    if (line.empty()) return on_transport([](Transport& t) { t.end_of_candidates(); });
    const auto candidate = parse_candidate(line);
    if (!candidate || !candidate->usable) return;
    // One of a description that lost against ours, or from before a restart.
    const auto& ufrag = jsep_.parameters()->remote_ice.ufrag;
    if (!candidate->ufrag.empty() && candidate->ufrag != ufrag) return;
    on_transport([line](Transport& transport) { transport.add_candidate(line); });
}

void RtcCore::both_are_rift(bool both) {
    on_transport([both](Transport& transport) { transport.both_are_rift(both); });
}

std::unique_ptr<DataChannel> RtcCore::open_channel(std::string label) {
    last_opened_ += 2;
    const ChannelId id = last_opened_;
    auto channel = std::make_unique<RtcChannel>(shared_from_this(), id, label);
    if (closed_) {
        boost::asio::post(loop_, [self = shared_from_this(), id] {
            self->with_channel(id, [](RtcChannel& open) { open.on_closed(); });
        });
    }
    on_transport([id, label = std::move(label)](Transport& transport) {
        transport.channels().open(id, label);
    });
    return channel;
}

void RtcCore::leave(ChannelId id) {
    channels_.erase(id);
    close_channel(id);
}

void RtcCore::send(ChannelId id, std::vector<std::byte> message, bool text) {
    auto bytes = std::make_shared<std::vector<std::byte>>(std::move(message));
    on_transport([id, bytes = std::move(bytes), text](Transport& transport) {
        transport.channels().send(id, std::move(*bytes), text);
    });
}

void RtcCore::close_channel(ChannelId id) {
    on_transport([id](Transport& transport) { transport.channels().close(id); });
}

void RtcCore::delivered(std::size_t bytes) {
    if (!remote_->delivered(bytes)) return;
    on_transport([](Transport& transport) { transport.set_reading(true); });
}

std::size_t RtcCore::peer_max_message_size() const {
    return jsep_.remote() ? jsep_.remote()->transport.max_message_size : 0;
}

}  // namespace keks::client::webrtc
