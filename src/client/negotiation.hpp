// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/**
 * The negotiation of one peer connection as a pure function: state and event give a new state and
 * actions. The twin of web/src/peer/negotiation.ts; tests/vectors/negotiation.json holds both to
 * the same behaviour.
 *
 * It is "perfect negotiation" (W3C WebRTC, section 10.7) for a caller that feeds one event at a
 * time and completes the actions of one before it feeds the next. So the connection's own
 * signalling state is always the `phase` here, and none of the flags are needed that guard against
 * events in the middle of an action.
 *
 * Towards a client without politeness of its own (it always rolls back, and ignores answers while
 * stable) we are the impolite one; that needs no special case here.
 */
namespace keks::client {

/** What the caller reads out of a session description. */
struct RemoteDescription {
    /** All `a=ice-ufrag` values. */
    std::vector<std::string> ufrags;
    /** The first `a=fingerprint`: it names the connection object at the other end. Empty if there
     * is none: no connection comes of such a description (RFC 8829, section 5.2.1), and it is
     * ignored. */
    std::string identity;
};

struct NegotiationState {
    enum class Phase { stable, have_local_offer };

    bool polite = false;
    Phase phase = Phase::stable;
    /** An offer is due when the phase is stable again. */
    bool needed = false;
    /** That offer restarts ICE. */
    bool restart = false;
    /** The offer that is out restarts ICE. */
    bool restarting = false;
    /** The last remote offer lost against ours. Its candidates are dropped. */
    bool ignoring = false;
    /** Of the remote description; none before there is one. */
    std::optional<RemoteDescription> remote = std::nullopt;
    /** Candidates that came before any remote description. */
    std::size_t queued = 0;
};

namespace negotiation {

struct Needed {};
struct RestartIce {};
struct RemoteOffer {
    RemoteDescription description;
};
struct RemoteAnswer {
    RemoteDescription description;
};
struct RemoteCandidate {
    /** None if the candidate does not name it. */
    std::optional<std::string> ufrag;
};
/** The other side came back under a new id: what was under way may be lost. */
struct Rebound {
    bool polite = false;
};
/** An action could not be done. The caller has rolled the connection back to stable, and put into
 * the state's `remote` and `queued` what holds for it as it now is. */
struct Failed {};
/** Our connection object has ended for good. Browsers' do not before they are closed: the web
 * client restarts ICE instead. No offer of our own at once: when, is the caller's matter. */
struct Lost {};

using Event = std::variant<Needed, RestartIce, RemoteOffer, RemoteAnswer, RemoteCandidate, Rebound,
                           Failed, Lost>;

enum class Action {
    create_offer,              // set a local offer and send it
    create_offer_restart_ice,  // the same, under new ICE credentials
    create_answer,             // set a local answer and send it
    resend_offer,              // the offer that is out, with the candidates gathered so far
    rollback,                  // give up the local offer
    set_remote,                // apply the description of the event
    add_candidate,             // add the candidate of the event
    queue_candidate,           // keep it
    flush_candidates,          // add all kept ones, in order
    drop_candidate,            // nothing is to be done with the event
    ignore,                    // as well
    // Close the connection object and make another with the same channels; kept candidates are
    // forgotten. This is also how the very first offer is given up, as in the web client.
    replace,
};

struct Step {
    NegotiationState state;
    std::vector<Action> actions;
};

}  // namespace negotiation

/** `max_queued`: candidates that may wait for a remote description. */
[[nodiscard]] negotiation::Step negotiate(NegotiationState state, const negotiation::Event& event,
                                          std::size_t max_queued);

}  // namespace keks::client
