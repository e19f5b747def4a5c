// SPDX-License-Identifier: AGPL-3.0-only
#include "client/peer/peer_link.hpp"

#include <exception>
#include <utility>

namespace keks::client {

PeerLink::PeerLink(LinkDeps& deps, Owner& owner, bool polite, bool both_are_rift)
    : deps_(deps),
      owner_(owner),
      polite_(polite),
      both_are_rift_(both_are_rift),
      negotiator_(*this, polite),
      mending_(deps.clock,
               [this] {
                   const auto kept = owner_.keep();
                   if (!negotiator_.offers()) negotiator_.needed();
               }),
      channels_(deps.clock, [this] { return owner_.keep(); }) {
    mending_.set_polite(polite);
}

void PeerLink::prepare() {
    if (state_ == State::idle && !negotiator_.offers()) negotiator_.needed();
}

void PeerLink::use() {
    if (closed_ || mending_.is_used()) return;
    mending_.use();
    if (state_ == State::ended) mending_.again();
}

bool PeerLink::open_channel(std::string label, OnChannel on_channel) {
    use();
    if (!channels_.open(connection(), std::move(label), std::move(on_channel))) return false;
    offer_if_needed();
    return true;
}

void PeerLink::set_both_are_rift(bool both) {
    both_are_rift_ = both;
    if (connection_) connection_->both_are_rift(both);
}

void PeerLink::set_polite(bool polite) {
    if (polite != polite_) rebound(polite);
}

void PeerLink::rebound(bool polite) {
    polite_ = polite;
    mending_.set_polite(polite);
    negotiator_.rebound(polite);
    if (state_ == State::ended) mending_.again();
}

bool PeerLink::finish(std::function<void()> quiet) {
    closed_ = true;
    negotiator_.close();
    mending_.stop();
    channels_.detach();
    if (!connection_) return false;
    connection_->finish([this, quiet = std::move(quiet)] {
        const auto kept = owner_.keep();
        quiet();
    });
    return true;
}

void PeerLink::close(std::optional<NoChannel> why) {
    closed_ = true;
    negotiator_.close();
    mending_.stop();
    channels_.detach();
    connection_.reset();
    state_ = State::ended;
    if (why) channels_.refuse_all(*why);
}

/** Made when it is needed: after the end of one, mostly nothing is needed any more. */
PeerConnection* PeerLink::connection() {
    if (!connection_ && !closed_) connect();
    return connection_.get();
}

void PeerLink::connect() {
    try {
        connection_ = deps_.factory.create(deps_.ice_servers, events());
    } catch (const std::exception&) {
        // There can be none at the moment; it is tried again, as when one ended.
        state_ = State::ended;
        return mending_.ended(Mending::End::failed);
    }
    connection_->both_are_rift(both_are_rift_);
    channels_.move(*connection_);
}

void PeerLink::replace() {
    channels_.detach();
    connection_.reset();
}

void PeerLink::described() {
    if (state_ == State::idle || state_ == State::ended) state_ = State::connecting;
    offer_if_needed();
}

/** Channels wait, and nothing that was agreed upon or offered carries them. */
void PeerLink::offer_if_needed() {
    if (channels_.empty() || !connection_ || connection_->negotiated()) return;
    if (!negotiator_.offers()) negotiator_.needed();
}

PeerConnection::Events PeerLink::events() {
    return {.local_description =
                [this](const SessionDescription& description) {
                    const auto kept = owner_.keep();
                    negotiator_.local_description(description);
                },
            .candidate = [this](const IceCandidate& found) { negotiator_.local_candidate(found); },
            .channel =
                [this](std::unique_ptr<DataChannel> channel) {
                    const auto kept = owner_.keep();
                    owner_.channel(std::move(channel));
                },
            .state =
                [this](ConnectionState state) {
                    const auto kept = owner_.keep();
                    on_state(state);
                },
            // The methods' results have said so.
            .refused = {}};
}

void PeerLink::on_state(ConnectionState state) {
    if (closed_) return;
    switch (state) {
        case ConnectionState::connecting:
            state_ = State::connecting;
            break;
        case ConnectionState::connected:
            state_ = State::connected;
            mending_.connected();
            break;
        case ConnectionState::failed:
            ended(Mending::End::failed);
            break;
        case ConnectionState::closed:
            ended(Mending::End::closed_by_peer);
            break;
    }
    owner_.changed();
}

void PeerLink::ended(Mending::End end) {
    state_ = State::ended;
    negotiator_.lost();
    // What waited for its turn may have connected anew already.
    if (state_ == State::ended) mending_.ended(end);
}

}  // namespace keks::client
