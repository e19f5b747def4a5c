// SPDX-License-Identifier: AGPL-3.0-only
/**
 * The negotiation of one peer connection as a pure function: state and event give a new state and actions. Its table
 * of cases is tests/vectors/negotiation.json.
 *
 * It is "perfect negotiation" (W3C WebRTC, section 10.7) for a caller that feeds one event at a time and completes the
 * actions of one before it feeds the next. So the connection's own signalling state is always the `phase` here, and
 * none of the flags are needed that guard against events in the middle of an action.
 *
 * Towards a client without politeness of its own (it always rolls back, and ignores answers while stable) we are the
 * impolite one; that needs no special case here.
 */

export interface NegotiationState {
  readonly polite: boolean;
  readonly phase: "stable" | "have_local_offer";
  /** An offer is due when the phase is stable again. */
  readonly needed: boolean;
  /** That offer restarts ICE. */
  readonly restart: boolean;
  /** The offer that is out restarts ICE. */
  readonly restarting: boolean;
  /** The last remote offer lost against ours. Its candidates are dropped. */
  readonly ignoring: boolean;
  /** Of the remote description; null before there is one. */
  readonly remote: RemoteDescription | null;
  /** Candidates that came before any remote description. */
  readonly queued: number;
}

/** What the caller reads out of a session description. */
export interface RemoteDescription {
  /** All `a=ice-ufrag` values. */
  readonly ufrags: readonly string[];
  /**
   * The first `a=fingerprint`: it names the connection object at the other end. Empty if there is none: no connection
   * comes of such a description (RFC 8829, section 5.2.1), and it is ignored.
   */
  readonly identity: string;
}

export type NegotiationEvent =
  | { readonly type: "needed" }
  | { readonly type: "restart_ice" }
  | ({ readonly type: "remote_offer" } & RemoteDescription)
  | ({ readonly type: "remote_answer" } & RemoteDescription)
  /** `ufrag` is null if the candidate does not name it. */
  | { readonly type: "remote_candidate"; readonly ufrag: string | null }
  /** The other side came back under a new id: what was under way may be lost. */
  | { readonly type: "rebound"; readonly polite: boolean }
  /**
   * An action threw. The caller has rolled the connection back to stable, and put into the state's `remote` and
   * `queued` what holds for it as it now is.
   */
  | { readonly type: "failed" };

/**
 * - `create_offer`: set a local offer and send it; with `restart_ice` under new ICE credentials.
 * - `create_answer`: set a local answer and send it.
 * - `resend_offer`: send the local offer again as it stands now, with the candidates gathered so far.
 * - `rollback`: give up the local offer.
 * - `set_remote`: apply the description of the event; `add_candidate`: add the candidate of the event.
 * - `queue_candidate`: keep the candidate of the event; `flush_candidates`: add all kept ones, in order.
 * - `drop_candidate`, `ignore`: nothing is to be done with the event.
 * - `replace`: close the connection object and make another with the same senders; kept candidates are forgotten.
 *   This is also how the very first offer is given up: Chromium's connections may gather no candidates ever again when
 *   they are rolled back before they began to, which not even a restart of ICE mends.
 */
export type NegotiationAction =
  | "create_offer"
  | "create_offer_restart_ice"
  | "create_answer"
  | "resend_offer"
  | "rollback"
  | "set_remote"
  | "add_candidate"
  | "queue_candidate"
  | "flush_candidates"
  | "drop_candidate"
  | "ignore"
  | "replace";

export interface Step {
  readonly state: NegotiationState;
  readonly actions: readonly NegotiationAction[];
}

export function initialNegotiation(polite: boolean): NegotiationState {
  return {
    polite,
    phase: "stable",
    needed: false,
    restart: false,
    restarting: false,
    ignoring: false,
    remote: null,
    queued: 0,
  };
}

export function negotiate(state: NegotiationState, event: NegotiationEvent, maxQueued: number): Step {
  switch (event.type) {
    case "needed":
      return offerIfDue({ ...state, needed: true }, []);
    case "restart_ice":
      // One that is under way already is enough.
      return state.restarting
        ? { state, actions: [] }
        : offerIfDue({ ...state, needed: true, restart: true }, []);
    case "remote_offer":
    case "remote_answer":
      if (event.identity === "") return { state, actions: ["ignore"] };
      return event.type === "remote_offer" ? remoteOffer(state, event) : remoteAnswer(state, event);
    case "remote_candidate":
      return remoteCandidate(state, event.ufrag, maxQueued);
    case "rebound":
      return rebound(state, event.polite);
    case "failed":
      // No offer of our own at once: what failed once would fail in a loop. The next change brings one.
      return {
        state: { ...initialNegotiation(state.polite), remote: state.remote, queued: state.queued },
        actions: [],
      };
  }
}

function offerIfDue(state: NegotiationState, actions: readonly NegotiationAction[]): Step {
  if (state.phase !== "stable" || !state.needed) return { state, actions };
  const offer = state.restart ? "create_offer_restart_ice" : "create_offer";
  return {
    state: { ...state, phase: "have_local_offer", needed: false, restart: false, restarting: state.restart },
    actions: [...actions, offer],
  };
}

/** Whether the description comes from another connection object than the last one did. */
function isOther(state: NegotiationState, description: RemoteDescription): boolean {
  return state.remote !== null && state.remote.identity !== description.identity;
}

function remoteOffer(state: NegotiationState, offer: RemoteDescription): Step {
  if (isOther(state, offer)) {
    // The other end lost its connection object. Ours cannot go on with a new one, nor wait for answers of the old.
    const fresh: NegotiationState = { ...initialNegotiation(state.polite), needed: true };
    return accept(fresh, offer, ["replace"]);
  }
  if (state.phase === "stable") return accept(state, offer, []);
  if (!state.polite) return { state: { ...state, ignoring: true }, actions: ["ignore"] };
  const again: NegotiationState = { ...state, needed: true, restart: state.restart || state.restarting };
  return accept(again, offer, [state.remote === null ? "replace" : "rollback"]);
}

function accept(
  state: NegotiationState,
  offer: RemoteDescription,
  before: readonly NegotiationAction[],
): Step {
  const remote = { ufrags: offer.ufrags, identity: offer.identity };
  return offerIfDue({ ...state, phase: "stable", restarting: false, ignoring: false, remote, queued: 0 }, [
    ...before,
    "set_remote",
    ...flush(state),
    "create_answer",
  ]);
}

function flush(state: NegotiationState): readonly NegotiationAction[] {
  return state.queued > 0 ? ["flush_candidates"] : [];
}

function remoteAnswer(state: NegotiationState, answer: RemoteDescription): Step {
  if (state.phase === "stable") return { state, actions: ["ignore"] };
  if (isOther(state, answer)) {
    return offerIfDue({ ...initialNegotiation(state.polite), needed: true }, ["replace"]);
  }
  const remote = { ufrags: answer.ufrags, identity: answer.identity };
  return offerIfDue({ ...state, phase: "stable", restarting: false, ignoring: false, remote, queued: 0 }, [
    "set_remote",
    ...flush(state),
  ]);
}

function remoteCandidate(state: NegotiationState, ufrag: string | null, maxQueued: number): Step {
  const known = ufrag !== null && state.remote !== null && state.remote.ufrags.includes(ufrag);
  if (state.ignoring && !known) return { state, actions: ["drop_candidate"] };
  if (state.remote !== null) return { state, actions: ["add_candidate"] };
  if (state.queued >= maxQueued) return { state, actions: ["drop_candidate"] };
  return { state: { ...state, queued: state.queued + 1 }, actions: ["queue_candidate"] };
}

function rebound(state: NegotiationState, polite: boolean): Step {
  const bound: NegotiationState = { ...state, polite, ignoring: false };
  if (bound.phase === "have_local_offer") return { state: bound, actions: ["resend_offer"] };
  return offerIfDue(bound, []);
}
