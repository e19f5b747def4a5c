// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { iceTimes } from "../../src/peer/ice-watch";
import { holdTimes } from "../../src/room/roster";
import { FakeServer } from "../support/fake-server";
import { pair, RoomClient } from "../support/room-client";
import { quiet, until } from "../support/support";

test("audio is requested on sight, video when it is wanted, and nothing is sent unasked", async () => {
  const [alice, bob] = await pair(new FakeServer([1, 2]));
  assert.equal(alice.peers.length + bob.peers.length, 0);
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  await quiet();
  assert.equal(alice.peers.length, 0);
  alice.provide("mic", "audio", "audio");
  await bob.receives("Alice", "mic");
  assert.deepEqual(alice.peers[0]?.sending(), ["mic"]);
  bob.want("Alice", "cam");
  await bob.receives("Alice", "cam");
  assert.deepEqual(alice.peers[0].sending(), ["mic", "cam"]);
  assert.equal(bob.peers.length, 1);
});

test("who comes later is offered what is there already", async () => {
  const server = new FakeServer([1, 2, 3]);
  const [alice] = await pair(server);
  alice.provide("cam", "video", "video");
  const carol = new RoomClient(server, "Carol");
  await carol.offers("Alice", "cam");
});

test("a screen with sound is one resource with two tracks", async () => {
  const [alice, bob] = await pair(new FakeServer([1, 2]));
  alice.provide("screen", "video", "video", "audio");
  await bob.offers("Alice", "screen");
  bob.want("Alice", "screen");
  await bob.receives("Alice", "screen");
  assert.equal(alice.peers[0]?.sending().length, 2);
});

test("what is not wanted any more is not sent any more, and comes again when it is", async () => {
  const [alice, bob] = await pair(new FakeServer([1, 2]));
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  bob.want("Alice", "cam");
  await bob.receives("Alice", "cam");
  bob.want("Alice", "cam", false);
  assert.equal(bob.resource("Alice", "cam")?.stream, undefined);
  await until("it is not sent", () => alice.peers[0]?.sending().length === 0);
  bob.want("Alice", "cam");
  await bob.receives("Alice", "cam");
  await until("it is sent", () => alice.peers[0]?.sending().length === 1);
});

test("what was stopped is gone for everyone, and its tracks are taken away", async () => {
  const [alice, bob] = await pair(new FakeServer([1, 2]));
  alice.provide("mic", "audio", "audio");
  await bob.receives("Alice", "mic");
  alice.room.withdraw("mic");
  assert.deepEqual(alice.peers[0]?.sending(), []);
  await until("it is gone", () => bob.resource("Alice", "mic") === undefined);
});

test("a stream that nobody asked for is stopped", async () => {
  const [alice, bob] = await pair(new FakeServer([1, 2]));
  alice.provide("mic", "audio", "audio");
  await bob.receives("Alice", "mic");
  const track = { stop: () => (track.stopped = true), stopped: false };
  bob.peers[0]?.ontrack?.({ track, streams: [{ id: "spy", getTracks: () => [track] }] });
  bob.peers[0]?.ontrack?.({ track: { stop: () => undefined }, streams: [] });
  assert.equal(track.stopped, true);
});

test("a request for what we do not offer opens nothing", async () => {
  const [alice, bob] = await pair(new FakeServer([1, 2]));
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  alice.room.withdraw("cam");
  bob.want("Alice", "cam");
  await quiet();
  assert.equal(alice.peers.length, 0);
});

for (const ids of [
  [1, 2],
  [2, 1],
]) {
  test(`both turn everything on at once, as ${ids.join(" and ")}`, async () => {
    const [alice, bob] = await pair(new FakeServer([...ids]));
    for (const [client, name] of [
      [alice, "a"],
      [bob, "b"],
    ] as const) {
      client.provide(`mic-${name}`, "audio", "audio");
      client.provide(`cam-${name}`, "video", "video");
    }
    await alice.offers("Bob", "cam-b");
    await bob.offers("Alice", "cam-a");
    alice.want("Bob", "cam-b");
    bob.want("Alice", "cam-a");
    for (const id of ["mic-b", "cam-b"]) await alice.receives("Bob", id);
    for (const id of ["mic-a", "cam-a"]) await bob.receives("Alice", id);
    await quiet();
    // The polite one has given up its first connection; the other keeps the only one that it ever made.
    const [polite, impolite] = ids[0] === 1 ? [alice, bob] : [bob, alice];
    const states = ({ peers }: RoomClient) => peers.map(peer => peer.signalingState);
    assert.deepEqual(states(polite), ["closed", "stable"]);
    assert.deepEqual(states(impolite), ["stable"]);
  });
}

test("without WebRTC there is chat, and nothing is requested", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  const bob = new RoomClient(server, "Bob", { webRtc: false });
  await bob.sees("Alice");
  await alice.sees("Bob");
  alice.provide("mic", "audio", "audio");
  bob.provide("cam", "video", "video");
  await bob.offers("Alice", "mic");
  await alice.offers("Bob", "cam");
  alice.want("Bob", "cam");
  bob.room.chat({ kind: "text", text: "only words" });
  await quiet();
  assert.deepEqual(alice.chats(), ["Bob: only words"]);
  assert.equal(alice.peers.length, 0);
});

/** Two in a call, with Alice's microphone and camera at Bob's. */
async function call(server: FakeServer) {
  const [alice, bob] = await pair(server);
  alice.provide("mic", "audio", "audio");
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  bob.want("Alice", "cam");
  await bob.receives("Alice", "cam");
  await quiet();
  return [alice, bob] as const;
}

test("the server restarts in a call: the connection goes on and serves for more", async () => {
  const server = new FakeServer([1, 2, 12, 11]);
  const [alice, bob] = await call(server);
  const key = bob.member("Alice")?.key;
  server.restart();
  await bob.is("reconnecting");
  assert.equal(bob.member("Alice")?.presence, "held");
  assert.ok(bob.resource("Alice", "cam")?.stream !== undefined);
  alice.room.online();
  bob.room.online();
  for (const client of [alice, bob]) await client.is("joined");
  await until(
    "recognised",
    () => bob.member("Alice")?.presence === "present" && alice.member("Bob")?.presence === "present",
  );
  await quiet();
  assert.equal(bob.member("Alice")?.key, key);
  assert.equal(alice.peers.length, 1);
  assert.equal(bob.peers.length, 1);
  bob.provide("screen", "video", "video");
  await alice.offers("Bob", "screen");
  alice.want("Bob", "screen");
  await alice.receives("Bob", "screen");
  assert.equal(alice.peers.length, 1);
});

test("one loses the server: the other holds the place, and hears what changed meanwhile", async () => {
  const server = new FakeServer([1, 2, 3]);
  const [alice, bob] = await call(server);
  server.cut(1);
  await until("held", () => bob.member("Alice")?.presence === "held");
  assert.ok(bob.resource("Alice", "cam")?.stream !== undefined);
  alice.room.withdraw("mic");
  alice.provide("screen", "video", "video");
  alice.room.online();
  await until("back", () => bob.member("Alice")?.presence === "present");
  await bob.offers("Alice", "screen");
  await until("the microphone is gone", () => bob.resource("Alice", "mic") === undefined);
  assert.deepEqual(bob.others(), ["Alice"]);
  bob.clock.elapse(holdTimes.alive * 2);
  assert.deepEqual(bob.others(), ["Alice"]);
});

test("one comes back before the server has missed the old connection", async () => {
  const server = new FakeServer([1, 2, 3]);
  const [alice, bob] = await call(server);
  server.cutSilently(1);
  alice.room.online();
  await alice.is("joined");
  await until("both at Bob's server", () => server.members().length === 3);
  await quiet();
  assert.deepEqual(bob.others(), ["Alice"]);
  server.cut(1);
  await quiet();
  assert.deepEqual(bob.others(), ["Alice"]);
  assert.equal(bob.peers.length, 1);
});

test("who does not come back goes when the wait is over, or when the connection ends", async () => {
  const server = new FakeServer([1, 2]);
  const [alice, bob] = await call(server);
  server.reachable = false;
  server.cut(1);
  await until("held", () => bob.member("Alice")?.presence === "held");
  bob.clock.elapse(holdTimes.alive - 1);
  assert.deepEqual(bob.others(), ["Alice"]);
  bob.clock.elapse(1);
  assert.deepEqual(bob.others(), []);
  assert.equal(bob.peers[0]?.signalingState, "closed");
  assert.deepEqual(alice.others(), ["Bob"]);

  const next = new FakeServer([1, 2]);
  const [carol, dave] = await call(next);
  next.reachable = false;
  next.cut(1);
  await until("held", () => dave.member("Alice")?.presence === "held");
  dave.peers[0]?.become("failed");
  assert.deepEqual(dave.others(), []);
  carol.room.leave();
});

test("who says bye goes at once", async () => {
  const [alice, bob] = await call(new FakeServer([1, 2]));
  alice.room.leave();
  await bob.sees();
  assert.equal(bob.peers[0]?.signalingState, "closed");
  assert.equal(alice.peers[0]?.signalingState, "closed");
});

test("an offer that was lost with the server is sent again", async () => {
  const server = new FakeServer([1, 2, 3, 4]);
  const [alice, bob] = await pair(server);
  alice.provide("mic", "audio", "audio");
  await until("an offer is out", () => alice.peers[0]?.signalingState === "have-local-offer");
  server.restart();
  alice.room.online();
  bob.room.online();
  await bob.receives("Alice", "mic");
  await until("settled", () => alice.peers[0]?.signalingState === "stable");
  assert.equal(alice.peers.length, 1);
});

test("a side that gave the connection up gets a new one, and the media with it", async () => {
  const server = new FakeServer([1, 2, 3]);
  const [alice, bob] = await call(server);
  server.reachable = false;
  server.cut(1);
  await until("held", () => bob.member("Alice")?.presence === "held");
  bob.clock.elapse(holdTimes.alive);
  assert.deepEqual(bob.others(), []);
  server.reachable = true;
  alice.room.online();
  await bob.receives("Alice", "mic");
  assert.equal(bob.peers.length, 2);
  await until("the old one is closed", () => alice.peers[0]?.signalingState === "closed");
  await quiet();
  assert.equal(alice.peers[alice.peers.length - 1]?.signalingState, "stable");
});

test("ICE is restarted after a failure at once, and after an interruption when it lasts", async () => {
  const [alice, bob] = await call(new FakeServer([2, 1]));
  // Alice has the larger id and is the impolite one, which waits less.
  const peer = alice.peers[0]!;
  peer.become("disconnected");
  assert.equal(alice.member("Bob")?.connection, "interrupted");
  alice.clock.elapse(iceTimes.disconnected - 1);
  peer.become("connected");
  alice.clock.elapse(iceTimes.longest);
  assert.equal(peer.log.includes("restart"), false);
  peer.become("disconnected");
  alice.clock.elapse(iceTimes.disconnected);
  await until("restarted", () => peer.log.includes("restart") && peer.signalingState === "stable");
  await quiet();
  peer.become("failed");
  alice.clock.elapse(iceTimes.retry);
  await until("restarted again", () => peer.log.filter(line => line === "restart").length === 2);
  peer.become("connected");
  await quiet();
  assert.equal(peer.signalingState, "stable");
  assert.equal(bob.peers[0]?.signalingState, "stable");
});
