// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Two ends and the wire between them, tried in every order of events: whatever happens when, both must come to rest
 * with all that both have to say known to the other.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  initialNegotiation,
  negotiate,
  type NegotiationEvent,
  type NegotiationState,
} from "../../src/peer/negotiation";

interface Message {
  readonly type: "offer" | "answer";
  /** How many changes of the sender this description shows. */
  readonly shows: number;
  readonly identity: string;
}

interface End {
  readonly ours: boolean;
  readonly state: NegotiationState;
  readonly name: string;
  /** Of the connection object. */
  readonly object: number;
  /** Changes still to be made, made, and seen of the other end. */
  readonly todo: number;
  readonly made: number;
  readonly seen: number;
  readonly inbox: readonly Message[];
}

type World = readonly [End, End];

function end(name: string, ours: boolean, polite: boolean, todo: number): End {
  return { ours, state: initialNegotiation(polite), name, object: 1, todo, made: 0, seen: 0, inbox: [] };
}

interface Effect {
  readonly end: End;
  readonly sent: readonly Message[];
}

function apply(from: End, event: NegotiationEvent, message: Message | undefined): Effect {
  const step = from.ours ? negotiate(from.state, event, 8) : deployed(from.state, event);
  let after: End = { ...from, state: step.state };
  const sent: Message[] = [];
  const send = (type: Message["type"]) =>
    sent.push({ type, shows: after.made, identity: `${after.name}${after.object}` });
  for (const action of step.actions) {
    if (action === "create_offer" || action === "create_offer_restart_ice" || action === "resend_offer")
      send("offer");
    if (action === "create_answer") send("answer");
    if (action === "replace") after = { ...after, object: after.object + 1, seen: 0 };
    if (action === "set_remote" && message !== undefined) after = { ...after, seen: message.shows };
  }
  return { end: after, sent };
}

/** A deployed client: always rolls back, ignores answers while stable, and offers again as its browser tells it to. */
function deployed(state: NegotiationState, event: NegotiationEvent) {
  return negotiate({ ...state, polite: true }, event, 8);
}

function deliver(world: World, who: 0 | 1, effect: Effect): World {
  const other = world[1 - who] as End;
  const receiver = { ...other, inbox: [...other.inbox, ...effect.sent] };
  return who === 0 ? [effect.end, receiver] : [receiver, effect.end];
}

function nexts(world: World): World[] {
  const found: World[] = [];
  for (const who of [0, 1] as const) {
    const from = world[who];
    if (from.todo > 0) {
      const changed = { ...from, todo: from.todo - 1, made: from.made + 1 };
      found.push(deliver(world, who, apply(changed, { type: "needed" }, undefined)));
    }
    const [message, ...inbox] = from.inbox;
    if (message !== undefined) {
      const type = message.type === "offer" ? "remote_offer" : "remote_answer";
      const event: NegotiationEvent = { type, ufrags: [], identity: message.identity };
      found.push(deliver(world, who, apply({ ...from, inbox }, event, message)));
    }
  }
  return found;
}

/** Visits every world that can come of this one; returns how many there were. */
function explore(start: World): number {
  const seen = new Set<string>();
  const open: World[] = [start];
  for (let world = open.pop(); world !== undefined; world = open.pop()) {
    const key = JSON.stringify(world);
    if (seen.has(key)) continue;
    seen.add(key);
    assert.ok(seen.size < 200_000, "it never comes to rest");
    const following = nexts(world);
    if (following.length === 0) assertSettled(world);
    open.push(...following);
  }
  return seen.size;
}

function assertSettled([one, other]: World): void {
  const picture = JSON.stringify([one, other]);
  assert.equal(one.state.phase, "stable", picture);
  assert.equal(other.state.phase, "stable", picture);
  assert.equal(one.seen, other.made, picture);
  assert.equal(other.seen, one.made, picture);
}

test("ours and ours settle, whatever crosses", () => {
  const worlds = explore([end("A", true, true, 2), end("B", true, false, 2)]);
  assert.ok(worlds > 50);
});

test("ours and a deployed client settle, whatever crosses", () => {
  const worlds = explore([end("A", true, false, 2), end("D", false, true, 2)]);
  assert.ok(worlds > 50);
});

test("two impolite ends would not, so this test can fail", () => {
  assert.throws(() => explore([end("A", true, false, 1), end("B", true, false, 1)]));
});

for (const polite of [true, false]) {
  test(`the ${polite ? "polite" : "impolite"} end loses its connection object, and both settle on new ones`, () => {
    // Both knew each other before; A starts afresh, B still holds what it had.
    const fresh = { ...end("A", true, polite, 1), object: 2 };
    const old = { ...end("B", true, !polite, 1), object: 1 };
    const remembers = { ...old, state: { ...old.state, remote: { ufrags: [], identity: "A1" } } };
    explore([fresh, remembers]);
  });
}
