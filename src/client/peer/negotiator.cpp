// SPDX-License-Identifier: AGPL-3.0-only
#include "client/peer/negotiator.hpp"

#include <algorithm>
#include <utility>

#include "client/peer/description.hpp"

namespace keks::client {

using negotiation::Action;

namespace {

bool makes_description(Action action) {
    return action == Action::create_offer || action == Action::create_offer_restart_ice ||
           action == Action::create_answer;
}

IceCandidate to_ice(const relay::Candidate& candidate) {
    return {candidate.candidate, candidate.mid.value_or(""), candidate.mline_index.value_or(0)};
}

}  // namespace

Negotiator::Negotiator(Host& host, bool polite) : host_(host) {
    state_.polite = polite;
}

void Negotiator::remote(const relay::Offer& offer) {
    feed({negotiation::RemoteOffer{describe(offer.sdp)},
          SessionDescription{SessionDescription::Type::offer, offer.sdp}});
}

void Negotiator::remote(const relay::Answer& answer) {
    feed({negotiation::RemoteAnswer{describe(answer.sdp)},
          SessionDescription{SessionDescription::Type::answer, answer.sdp}});
}

void Negotiator::remote(const relay::Candidate& candidate) {
    feed({negotiation::RemoteCandidate{candidate_ufrag(candidate)}, to_ice(candidate)});
}

void Negotiator::local_description(const SessionDescription& description) {
    if (!pending_) return;
    const Action action = *std::exchange(pending_, std::nullopt);
    own_candidates_.clear();
    if (description.type == SessionDescription::Type::offer) {
        offer_ = description.sdp;
        host_.send(relay::Offer{description.sdp});
    } else {
        host_.send(relay::Answer{description.sdp});
    }
    done(action);
    run();
}

void Negotiator::local_candidate(const IceCandidate& candidate) {
    // An empty one says that there are no more, which deployed clients need not know.
    if (closed_ || candidate.candidate.empty()) return;
    relay::Candidate message{candidate.candidate, candidate.mid,
                             static_cast<std::uint16_t>(candidate.mline_index), std::nullopt};
    host_.send(message);
    if (own_candidates_.size() < max_candidates) own_candidates_.push_back(std::move(message));
}

void Negotiator::lost() {
    pending_.reset();
    actions_.clear();
    if (closed_) return;
    // Before whatever waits: that is for the connection which takes its place.
    events_.push_front({negotiation::Lost{}, {}});
    run();
}

void Negotiator::close() {
    closed_ = true;
    events_.clear();
    actions_.clear();
    pending_.reset();
}

void Negotiator::feed(Input input) {
    if (closed_ || !has_room_for(input)) return;
    events_.push_back(std::move(input));
    run();
}

bool Negotiator::has_room_for(const Input& input) const {
    const auto is_description = [](const Input& each) {
        return std::holds_alternative<SessionDescription>(each.content);
    };
    if (events_.size() >= max_events) return false;
    return !is_description(input) ||
           std::ranges::count_if(events_, is_description) < max_descriptions;
}

void Negotiator::run() {
    if (std::exchange(running_, true)) return;
    while (!pending_ && !closed_) {
        if (!actions_.empty()) {
            proceed();
        } else if (!events_.empty()) {
            begin(std::exchange(events_.front(), {}));
        } else {
            break;
        }
    }
    running_ = false;
}

void Negotiator::begin(Input input) {
    events_.pop_front();
    current_ = std::move(input);
    holding_ = state_.remote;
    auto [state, actions] = negotiate(std::move(state_), current_.event, max_candidates);
    state_ = std::move(state);
    actions_.assign(actions.begin(), actions.end());
}

void Negotiator::proceed() {
    const Action action = actions_.front();
    actions_.pop_front();
    if (action == Action::replace) {
        early_candidates_.clear();
        offer_.reset();
        host_.replace();
        return done(action);
    }
    auto* const connection = host_.connection();
    const auto outcome = connection == nullptr ? Outcome::failed : execute(action, *connection);
    if (outcome == Outcome::failed) return fail();
    if (outcome == Outcome::done) return done(action);
    pending_ = action;
}

/** An offer of theirs holds once it is answered: until then it can be rolled back. */
void Negotiator::done(Action action) {
    const bool answered = std::holds_alternative<negotiation::RemoteAnswer>(current_.event);
    const bool settles = action == (answered ? Action::set_remote : Action::create_answer);
    if (action == Action::replace) holding_.reset();
    if (settles) holding_ = state_.remote;
    if (settles && answered) offer_.reset();
    if (settles) host_.described();
}

Negotiator::Outcome Negotiator::execute(Action action, PeerConnection& connection) {
    if (makes_description(action)) {
        // Credentials of its own are what a connection has from the beginning; it restarts nothing.
        const bool made =
            action == Action::create_answer ? connection.make_answer() : connection.make_offer();
        return made ? Outcome::pending : Outcome::failed;
    }
    const auto* const candidate = std::get_if<IceCandidate>(&current_.content);
    if (action == Action::set_remote) return set_remote(connection);
    if (action == Action::resend_offer) resend_offer();
    if (action == Action::flush_candidates) flush_candidates(connection);
    if (action == Action::add_candidate) connection.add_candidate(*candidate);
    if (action == Action::queue_candidate) early_candidates_.push_back(*candidate);
    if (action == Action::rollback) {
        offer_.reset();
        connection.roll_back();
    }
    return Outcome::done;
}

Negotiator::Outcome Negotiator::set_remote(PeerConnection& connection) {
    const auto& description = std::get<SessionDescription>(current_.content);
    return connection.set_remote(description) ? Outcome::done : Outcome::failed;
}

void Negotiator::flush_candidates(PeerConnection& connection) {
    for (const auto& candidate : std::exchange(early_candidates_, {})) {
        connection.add_candidate(candidate);
    }
}

void Negotiator::resend_offer() {
    if (!offer_) return;
    host_.send(relay::Offer{*offer_});
    for (const auto& candidate : own_candidates_) host_.send(candidate);
}

/** A description that the connection refuses: it goes on without. */
void Negotiator::fail() {
    actions_.clear();
    offer_.reset();
    if (auto* const connection = host_.connection()) {
        connection->roll_back();
        connection->set_remote({SessionDescription::Type::rollback, {}});
    }
    state_.remote = std::move(holding_);
    state_.queued = early_candidates_.size();
    state_ = negotiate(std::move(state_), negotiation::Failed{}, max_candidates).state;
}

}  // namespace keks::client
