// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameTime } from "../../src/room/company";
import { holdTimes } from "../../src/room/roster";
import { FakeServer } from "../support/fake-server";
import { pair, RoomClient } from "../support/room-client";
import { stranger } from "../support/stranger";
import { quiet, until } from "../support/support";

async function withStranger() {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  const mallory = await stranger(server, 2);
  return { server, alice, mallory };
}

test("who says bye and stays is still seen, until the server says that it left", async () => {
  const { server, alice, mallory } = await withStranger();
  await mallory.say({ identify: { username: "Mallory", session: "5".repeat(32), capabilities: ["bye"] } });
  await mallory.say({ bye: {} });
  await mallory.say({ chat: { text: "still here" } });
  await until("heard", () => alice.chats().length === 1);
  assert.deepEqual(alice.others(), ["Mallory"]);
  server.cut(2);
  await alice.sees();
});

test("who said bye before we lost the server is not waited for", async () => {
  const { server, alice, mallory } = await withStranger();
  await mallory.say({ identify: { username: "Mallory", session: "5".repeat(32) } });
  await mallory.say({ bye: {} });
  await mallory.say({ chat: { text: "last word" } });
  await until("heard", () => alice.chats().length === 1);
  server.restart();
  await alice.sees();
});

test("a stranger that got one of our former ids from a new server is seen", async () => {
  const server = new FakeServer([1, 2, 2, 1]);
  const [alice, bob] = await pair(server);
  server.restart();
  alice.room.online();
  await alice.is("joined");
  bob.room.leave();
  await alice.sees("Bob");
  const carol = new RoomClient(server, "Carol");
  alice.clock.elapse(holdTimes.other);
  await alice.sees("Carol");
  await carol.sees("Alice");
});

test("two that swap their ids with a new server find each other again", async () => {
  const server = new FakeServer([1, 2, 2, 1]);
  const [alice, bob] = await pair(server);
  server.restart();
  alice.room.online();
  await alice.is("joined");
  bob.room.online();
  await bob.is("joined");
  await quiet();
  for (const client of [alice, bob]) client.clock.elapse(holdTimes.alive);
  await alice.sees("Bob");
  await bob.sees("Alice");
});

/** Alice, a person with a session, and another who claims that session. */
async function impostor() {
  const server = new FakeServer([1, 2, 3]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  const victim = await stranger(server, 2);
  await victim.say({ identify: { username: "Victim", session: "5".repeat(32) } });
  await alice.sees("Victim");
  const other = await stranger(server, 3);
  await other.say({ identify: { username: "Impostor", session: "5".repeat(32) } });
  await alice.sees("Impostor");
  return { server, alice, victim, other };
}

test("whose session another claims does not listen unseen", async () => {
  const { alice } = await impostor();
  alice.clock.elapse(nameTime);
  assert.deepEqual(alice.others().sort(), ["", "Impostor"]);
});

test("whose session another claims shows when it speaks", async () => {
  const { alice, victim } = await impostor();
  await victim.say({ chat: { text: "I am here" } });
  await until("heard", () => alice.chats().length === 1);
  assert.deepEqual(alice.others().sort(), ["", "Impostor"]);
});

test("two that claim a session in turns are both seen", async () => {
  const { alice, victim } = await impostor();
  await victim.say({ identify: { username: "Victim", session: "5".repeat(32) } });
  await alice.sees("Victim", "");
});

test("a stale connection that the server drops goes unmentioned", async () => {
  const { server, alice } = await impostor();
  const before = alice.events.length;
  server.cut(2);
  await quiet();
  alice.clock.elapse(nameTime);
  assert.deepEqual(alice.others(), ["Impostor"]);
  assert.deepEqual(
    alice.events.slice(before).filter(({ type }) => type === "member"),
    [],
  );
});

test("without WebRTC nothing can be requested", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  const bob = new RoomClient(server, "Bob", { webRtc: false });
  await bob.sees("Alice");
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  const before = server.log.length;
  bob.want("Alice", "cam");
  await quiet();
  assert.equal(bob.resource("Alice", "cam")?.wanted, false);
  assert.equal(server.log.length, before);
});

test("a browser that makes no connection goes on with chat", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  const bob = new RoomClient(server, "Bob", { exhausted: true });
  await bob.sees("Alice");
  alice.provide("mic", "audio", "audio");
  await bob.offers("Alice", "mic");
  await until("an offer is out", () => alice.peers[0]?.signalingState === "have-local-offer");
  await quiet();
  alice.room.chat({ kind: "text", text: "words" });
  await until("heard", () => bob.chats().length === 1);
});
