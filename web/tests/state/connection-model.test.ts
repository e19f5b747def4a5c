// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkSnapshot } from "../../src/peer/stats";
import { slowTime } from "../../src/state/connection-model";
import { hasServer } from "../../src/state/trouble";
import { connecting, setUpConnections } from "../support/connections";
import { person } from "../support/persons";
import { candidates, running, snapshot } from "../support/snapshots";
import { quiet, until } from "../support/support";

const interrupted = snapshot({ state: "disconnected", ice: "disconnected" });

test("a connection that takes long is explained, and no sooner", async () => {
  const zoe = person(1);
  const { clock } = setUpConnections({ people: [zoe], link: connecting });
  zoe.connection.value = "connecting";
  clock.elapse(slowTime - 1);
  await quiet();
  assert.equal(zoe.trouble.value, undefined);
  clock.elapse(1);
  await until("explained", () => zoe.trouble.value === "slow");
});

test("the time runs on while the room's state changes, and for each person alone", async () => {
  const [zoe, max] = [person(1), person(2)];
  const { clock, room } = setUpConnections({ people: [zoe, max], link: connecting });
  zoe.connection.value = "connecting";
  clock.elapse(slowTime - 1);
  max.connection.value = "connecting";
  room.status.value = "reconnecting";
  room.status.value = "joined";
  clock.elapse(1);
  await until("explained", () => zoe.trouble.value === "slow");
  assert.equal(max.trouble.value, undefined);
});

test("what is learnt later replaces what was said, for as long as it lasts", async () => {
  const zoe = person(1);
  const host = candidates("local", "host");
  const links = [
    connecting,
    snapshot({ state: "new", ice: "new", entries: host }),
    snapshot({ state: "connecting", ice: "checking", entries: [...host, ...candidates("remote", "host")] }),
  ];
  const { clock } = setUpConnections({ people: [zoe], link: () => Promise.resolve(links.shift()) });
  zoe.connection.value = "connecting";
  for (const cause of ["slow", "no_remote", "no_relay"] as const) {
    clock.elapse(slowTime);
    await until(`it is ${cause}`, () => zoe.trouble.value === cause && clock.pending === 1);
  }
  zoe.connection.value = "connected";
  assert.equal(zoe.trouble.value, undefined);
  assert.equal(clock.pending, 0);
});

test("a failure is explained anew while it lasts, and not for who has gone", async () => {
  const zoe = person(1);
  const links = [snapshot(), snapshot({ entries: candidates("local", "host") })];
  const { clock, room } = setUpConnections({ people: [zoe], link: () => Promise.resolve(links.shift()) });
  zoe.connection.value = "failed";
  await until("explained", () => zoe.trouble.value === "no_local" && clock.pending === 1);
  clock.elapse(slowTime);
  await until("explained anew", () => zoe.trouble.value === "no_remote" && clock.pending === 1);
  room.people.value = [];
  assert.equal(clock.pending, 0);
});

test("a connection that comes in time, or is wanted no more, is not explained", () => {
  const zoe = person(1);
  const { clock, asked } = setUpConnections({ people: [zoe], link: connecting });
  for (const end of ["connected", "none"] as const) {
    zoe.connection.value = "connecting";
    assert.equal(clock.pending, 1);
    zoe.connection.value = end;
    assert.equal(clock.pending, 0, end);
  }
  assert.deepEqual(asked, []);
});

test("nobody waits for who is gone, nor in a room that was left", () => {
  const zoe = person(1);
  const { clock, room, model } = setUpConnections({ people: [zoe], link: connecting });
  zoe.connection.value = "connecting";
  room.people.value = [];
  assert.equal(clock.pending, 0);
  room.people.value = [zoe];
  assert.equal(clock.pending, 1);
  model.value = undefined;
  assert.equal(clock.pending, 0);
});

test("what fails is explained at once, until it works again", async () => {
  const zoe = person(1);
  setUpConnections({ people: [zoe], link: snapshot() });
  zoe.connection.value = "failed";
  await until("explained", () => zoe.trouble.value === "no_local");
  zoe.connection.value = "connected";
  assert.equal(zoe.trouble.value, undefined);
});

test("the cause of a failure stands while the browser tries again", async () => {
  const zoe = person(1);
  const entries = [...candidates("local", "host"), ...candidates("remote", "host")];
  const links = (["failed", "connecting", "connecting"] as const).map(state =>
    snapshot({ state, ice: state === "failed" ? "failed" : "checking", entries }),
  );
  const { clock } = setUpConnections({ people: [zoe], link: () => Promise.resolve(links.shift()) });
  zoe.connection.value = "failed";
  await until("explained", () => zoe.trouble.value === "no_relay" && clock.pending === 1);
  zoe.connection.value = "connecting";
  for (const left of [1, 0]) {
    clock.elapse(slowTime);
    await until("looked at again", () => links.length === left && clock.pending === 1);
    assert.equal(zoe.trouble.value, "no_relay");
  }
});

test("the explanation follows the connection to the server, and ends when the room is left", async () => {
  const zoe = person(1);
  const { room } = setUpConnections({ people: [zoe], link: interrupted });
  zoe.connection.value = "interrupted";
  await until("explained", () => zoe.trouble.value === "lost");
  room.status.value = "reconnecting";
  await until("the server is the cause", () => zoe.trouble.value === "signaling");
  room.status.value = "joined";
  await until("it is not any more", () => zoe.trouble.value === "lost");
  room.status.value = "left";
  assert.equal(zoe.trouble.value, undefined);
});

const overtaking: readonly [string, (facts: ReturnType<typeof failing>) => void][] = [
  ["works again", ({ zoe }) => (zoe.connection.value = "connected")],
  ["is wanted no more", ({ zoe }) => (zoe.connection.value = "none")],
  ["ends with the room", ({ room }) => (room.status.value = "left")],
];

/** Somebody whose connection failed, and an explanation that has begun. */
function failing() {
  let answer: (link: LinkSnapshot) => void = () => undefined;
  const late = new Promise<LinkSnapshot>(resolve => (answer = resolve));
  const zoe = person(1);
  const facts = setUpConnections({ people: [zoe], link: () => late });
  zoe.connection.value = "failed";
  return { ...facts, zoe, answer };
}

for (const [what, happen] of overtaking) {
  test(`no explanation is given for a connection that meanwhile ${what}`, async () => {
    const facts = failing();
    await until("the browser is asked", () => facts.asked.length === 1);
    happen(facts);
    facts.answer(snapshot());
    await quiet();
    assert.equal(facts.zoe.trouble.value, undefined);
  });
}

test("what the browser does not tell is not explained, but for what we know ourselves", async () => {
  const { model, connections } = setUpConnections({
    people: [],
    link: () => Promise.reject(new Error("closed")),
  });
  assert.equal(await connections.snapshot(1), undefined);
  assert.equal(await connections.cause(1, 0), undefined);
  model.value!.status.value = "reconnecting";
  assert.equal(await connections.cause(1, 0), "signaling");
});

test("the cause takes into account which servers help", async () => {
  const link = snapshot({ entries: [...candidates("local", "host"), ...candidates("remote", "host")] });
  const without = setUpConnections({ people: [], link });
  assert.equal(await without.connections.cause(7, 0), "no_relay");
  assert.deepEqual(without.asked, [7]);
  const iceServers = [{ urls: "turn:turn.example" }];
  assert.equal(
    await setUpConnections({ people: [], link, iceServers }).connections.cause(7, 0),
    "relay_unreachable",
  );
  assert.equal(await setUpConnections({ people: [], link: running(1) }).connections.cause(7, 0), undefined);
});

const servers: readonly [readonly RTCIceServer[], boolean, boolean][] = [
  [[], false, false],
  [[{ urls: "stun:a.example" }], true, false],
  [[{ urls: ["stun:a.example", "turn:a.example"] }], true, true],
  [[{ urls: [] }, { urls: "turns:a.example" }], false, true],
];

for (const [iceServers, stun, turn] of servers) {
  test(`among ${JSON.stringify(iceServers)} there is ${stun ? "a" : "no"} STUN and ${turn ? "a" : "no"} TURN server`, () => {
    const { connections } = setUpConnections({ people: [], link: undefined, iceServers });
    assert.deepEqual([hasServer(connections, "stun"), hasServer(connections, "turn")], [stun, turn]);
  });
}
