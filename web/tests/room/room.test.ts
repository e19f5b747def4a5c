// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/protocol/limits";
import { nameTime } from "../../src/room/company";
import { FakeServer } from "../support/fake-server";
import { pair, RoomClient } from "../support/room-client";
import { stranger } from "../support/stranger";
import { quiet, until } from "../support/support";

test("joins, and people with names appear and go", async () => {
  const server = new FakeServer([1, 2, 3]);
  const [alice, bob] = await pair(server);
  const carol = new RoomClient(server, "Carol");
  await carol.sees("Alice", "Bob");
  await alice.sees("Bob", "Carol");
  bob.room.leave();
  await alice.sees("Carol");
  await carol.sees("Alice");
  assert.deepEqual(server.members(), [1, 3]);
});

test("the secret never reaches the server, and nothing is readable there", async () => {
  const server = new FakeServer();
  const [alice, bob] = await pair(server);
  alice.room.chat({ kind: "text", text: "a very secret word" });
  await bob.sees("Alice");
  await quiet();
  const frames = server.log.map(({ frame }) => frame).join("\n");
  assert.deepEqual(bob.chats(), ["Alice: a very secret word"]);
  for (const secret of ["public", "Alice", "secret word"]) assert.ok(!frames.includes(secret), secret);
});

test("chat arrives in the order in which it was sent", async () => {
  const [alice, bob] = await pair(new FakeServer());
  // Long texts take longer to seal and to open than short ones.
  const texts = Array.from({ length: 50 }, (_, index) => `${index} ${"x".repeat((index % 7) * 2000)}`);
  for (const text of texts) assert.equal(alice.room.chat({ kind: "text", text }), true);
  await until("all are there", () => bob.chats().length === texts.length);
  assert.deepEqual(
    bob.chats(),
    texts.map(text => `Alice: ${text}`),
  );
});

test("a new name reaches everyone", async () => {
  const [alice, bob] = await pair(new FakeServer());
  alice.room.rename("Alina");
  await bob.sees("Alina");
});

test("rooms with different secrets do not meet", async () => {
  const server = new FakeServer();
  const alice = new RoomClient(server, "Alice");
  const bob = new RoomClient(server, "Bob", { secret: "other" });
  await alice.is("joined");
  await bob.is("joined");
  await quiet();
  assert.deepEqual(alice.others(), []);
});

test("bad messages are dropped, and what is good goes on arriving", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  const mallory = await stranger(server, 2);
  await mallory.say({ identify: { username: "Mallory" } });
  for (const raw of ["", "%%%", "AAAA", "A".repeat(1000)]) mallory.raw(raw);
  for (const inner of [null, 3, {}, { offer: 5 }, { chat: null }, { answer: "v=0" }, { offer: "rubbish" }]) {
    await mallory.say(inner);
  }
  await mallory.say({ chat: { text: "in the name of another" } }, 1);
  server.inject(1, "rubbish");
  server.inject(1, { client_leave: { id: 99 } });
  server.inject(1, { message: { sender: 99, message: "AAAA" } });
  await mallory.say({ chat: { text: "hello" } });
  await quiet();
  assert.deepEqual(alice.chats(), ["Mallory: hello"]);
  await alice.sees("Mallory");
});

test("who does not say a name is shown without one after a while", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  await stranger(server, 2);
  await quiet();
  assert.deepEqual(alice.others(), []);
  alice.clock.elapse(nameTime);
  assert.deepEqual(alice.others(), [""]);
});

test("a member offers only so many resources, and names only so long", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  const mallory = await stranger(server, 2);
  await mallory.say({ identify: { username: "M".repeat(5000) } });
  for (let index = 0; index < limits.resources + 10; index++) {
    await mallory.say({
      provide: { id: `r${index}`, kind: "track", track_kind: "video", label: "L".repeat(5000) },
    });
  }
  await quiet();
  const [name] = alice.others();
  const member = alice.member(name ?? "");
  assert.equal(name?.length, limits.nameLength);
  assert.equal(member?.resources.length, limits.resources);
  assert.equal(member.resources[0]?.resource.label.length, limits.nameLength);
});

test("chat says no while there is no connection, and works again after it", async () => {
  const server = new FakeServer([1, 2, 3, 4]);
  const [alice, bob] = await pair(server);
  server.reachable = false;
  server.restart();
  await alice.is("reconnecting");
  assert.equal(alice.room.chat({ kind: "text", text: "lost" }), false);
  alice.clock.elapse(20_000);
  server.reachable = true;
  for (const client of [alice, bob]) client.room.online();
  await alice.is("joined");
  await bob.is("joined");
  await alice.sees("Bob");
  await bob.sees("Alice");
  await quiet();
  assert.equal(alice.room.chat({ kind: "text", text: "back" }), true);
  await quiet();
  assert.deepEqual(bob.chats(), ["Alice: back"]);
});

test("an old connection of ours that the server has not missed yet is not shown as a person", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  server.cutSilently(1);
  await alice.is("reconnecting");
  alice.room.online();
  await alice.is("joined");
  assert.deepEqual(server.members(), [1, 2]);
  alice.clock.elapse(nameTime * 2);
  assert.deepEqual(alice.others(), []);
});

test("leaving says bye only to those who know the word", async () => {
  const server = new FakeServer([1, 2, 3]);
  const [alice] = await pair(server);
  await stranger(server, 3);
  await quiet();
  const before = server.log.length;
  alice.room.leave();
  const sent = server.log
    .slice(before)
    .map(({ frame }) => JSON.parse(frame) as { relay?: { recipient?: number } });
  assert.deepEqual(
    sent.map(({ relay }) => relay?.recipient),
    [2],
  );
});
