// SPDX-License-Identifier: AGPL-3.0-only
#include "client/negotiation.hpp"

#include <algorithm>
#include <utility>

namespace keks::client {

using namespace negotiation;

namespace {

using Phase = NegotiationState::Phase;
using Actions = std::vector<Action>;

NegotiationState initial(bool polite) {
    return {.polite = polite};
}

Step offer_if_due(NegotiationState state, Actions actions) {
    if (state.phase != Phase::stable || !state.needed) {
        return {std::move(state), std::move(actions)};
    }
    actions.push_back(state.restart ? Action::create_offer_restart_ice : Action::create_offer);
    state.phase = Phase::have_local_offer;
    state.needed = false;
    state.restarting = std::exchange(state.restart, false);
    return {std::move(state), std::move(actions)};
}

/** Whether the description comes from another connection object than the last one did. */
bool is_other(const NegotiationState& state, const RemoteDescription& description) {
    return state.remote && state.remote->identity != description.identity;
}

/** Applies the event's description after `actions`, and is stable with it. */
Step settle(NegotiationState state, const RemoteDescription& description, Actions actions,
            bool answers) {
    actions.push_back(Action::set_remote);
    if (state.queued > 0) actions.push_back(Action::flush_candidates);
    if (answers) actions.push_back(Action::create_answer);
    state.phase = Phase::stable;
    state.restarting = false;
    state.ignoring = false;
    state.remote = description;
    state.queued = 0;
    return offer_if_due(std::move(state), std::move(actions));
}

/** The other end lost its connection object. Ours cannot go on with a new one, nor wait for answers
 * of the old. */
NegotiationState afresh(const NegotiationState& state) {
    NegotiationState fresh = initial(state.polite);
    fresh.needed = true;
    return fresh;
}

struct Handler {
    NegotiationState state;
    std::size_t max_queued;

    Step operator()(const Needed& /*event*/) {
        state.needed = true;
        return offer_if_due(std::move(state), {});
    }

    Step operator()(const RestartIce& /*event*/) {
        // One that is under way already is enough.
        if (state.restarting) return {std::move(state), {}};
        state.needed = true;
        state.restart = true;
        return offer_if_due(std::move(state), {});
    }

    Step operator()(const RemoteOffer& event) {
        const RemoteDescription& offer = event.description;
        if (offer.identity.empty()) return ignore();
        if (is_other(state, offer)) return settle(afresh(state), offer, {Action::replace}, true);
        if (state.phase == Phase::stable) return settle(std::move(state), offer, {}, true);
        if (!state.polite) {
            state.ignoring = true;
            return ignore();
        }
        const Action give_up = state.remote ? Action::rollback : Action::replace;
        state.needed = true;
        state.restart = state.restart || state.restarting;
        return settle(std::move(state), offer, {give_up}, true);
    }

    Step operator()(const RemoteAnswer& event) {
        const RemoteDescription& answer = event.description;
        if (answer.identity.empty() || state.phase == Phase::stable) return ignore();
        if (is_other(state, answer)) return offer_if_due(afresh(state), {Action::replace});
        return settle(std::move(state), answer, {}, false);
    }

    Step operator()(const RemoteCandidate& event) {
        const bool known =
            event.ufrag && state.remote &&
            std::ranges::find(state.remote->ufrags, *event.ufrag) != state.remote->ufrags.end();
        if (state.ignoring && !known) return {std::move(state), {Action::drop_candidate}};
        if (state.remote) return {std::move(state), {Action::add_candidate}};
        if (state.queued >= max_queued) return {std::move(state), {Action::drop_candidate}};
        ++state.queued;
        return {std::move(state), {Action::queue_candidate}};
    }

    Step operator()(const Rebound& event) {
        state.polite = event.polite;
        state.ignoring = false;
        if (state.phase == Phase::have_local_offer) {
            return {std::move(state), {Action::resend_offer}};
        }
        return offer_if_due(std::move(state), {});
    }

    Step operator()(const Failed& /*event*/) {
        // No offer of our own at once: what failed once would fail in a loop. The next change
        // brings one.
        NegotiationState now = initial(state.polite);
        now.remote = std::move(state.remote);
        now.queued = state.queued;
        return {std::move(now), {}};
    }

    Step operator()(const Lost& /*event*/) { return {initial(state.polite), {Action::replace}}; }

  private:
    Step ignore() { return {std::move(state), {Action::ignore}}; }
};

}  // namespace

Step negotiate(NegotiationState state, const Event& event, std::size_t max_queued) {
    return std::visit(Handler{std::move(state), max_queued}, event);
}

}  // namespace keks::client
