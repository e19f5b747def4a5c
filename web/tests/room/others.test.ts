// SPDX-License-Identifier: AGPL-3.0-only
/** What shows the others is loaded once there are some, and nothing is lost or unseen meanwhile. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as company from "../../src/room/company";
import { loadTimes } from "../../src/room/others";
import { FakeServer } from "../support/fake-server";
import { RoomClient } from "../support/room-client";
import { quiet, until } from "../support/support";

/** A load that is answered by the test. */
class Loads {
  count = 0;
  private answers: { resolve: (code: typeof company) => void; reject: (error: Error) => void }[] = [];

  readonly load = (): Promise<typeof company> => {
    this.count++;
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  };

  arrive(): void {
    for (const { resolve } of this.answers.splice(0)) resolve(company);
  }

  fail(): void {
    for (const { reject } of this.answers.splice(0)) reject(new Error("no network"));
  }
}

/** Alice, who waits for her code, and Bob, who came after her. */
async function waiting(server = new FakeServer()) {
  const loads = new Loads();
  const alice = new RoomClient(server, "Alice", { company: loads.load });
  await alice.is("joined");
  const bob = new RoomClient(server, "Bob");
  await bob.is("joined");
  await until("it loads", () => loads.count === 1);
  return { loads, alice, bob, server };
}

const unseen = (client: RoomClient) =>
  client.events.flatMap(event => (event.type === "unseen" ? [event.unseen] : []));

test("who is alone loads nothing, and may talk to nobody", async () => {
  const loads = new Loads();
  const alice = new RoomClient(new FakeServer(), "Alice", { company: loads.load });
  await alice.is("joined");
  await quiet();
  assert.equal(loads.count, 0);
  assert.equal(alice.room.chat({ kind: "text", text: "hello?" }), true);
});

test("what happens while it loads happens afterwards, in its order", async () => {
  const { loads, alice, bob } = await waiting();
  alice.provide("mic", "audio", "audio");
  for (const text of ["one", "two"]) assert.equal(alice.room.chat({ kind: "text", text }), true);
  bob.room.chat({ kind: "text", text: "three" });
  await quiet();
  assert.deepEqual([alice.others(), alice.chats(), bob.chats()], [[], [], []]);
  loads.arrive();
  await alice.sees("Bob");
  await bob.offers("Alice", "mic");
  await until("all is said", () => bob.chats().length === 2 && alice.chats().length === 1);
  assert.deepEqual([alice.chats(), bob.chats()], [["Bob: three"], ["Alice: one", "Alice: two"]]);
  assert.equal(loads.count, 1);
  assert.deepEqual(unseen(alice), []);
});

test("who was there before us is known as such, however late it loads", async () => {
  const loads = new Loads();
  const server = new FakeServer();
  const bob = new RoomClient(server, "Bob");
  await bob.is("joined");
  const alice = new RoomClient(server, "Alice", { company: loads.load });
  await until("it loads", () => loads.count === 1);
  const carol = new RoomClient(server, "Carol");
  await carol.is("joined");
  loads.arrive();
  await alice.sees("Bob", "Carol");
  assert.deepEqual([alice.member("Bob")?.wasThere, alice.member("Carol")?.wasThere], [true, false]);
});

test("that it cannot be loaded is told, tried again, and told when it is over", async () => {
  const { loads, alice } = await waiting();
  loads.fail();
  await quiet();
  alice.clock.elapse(loadTimes.again);
  await until("it loads again", () => loads.count === 2);
  alice.clock.elapse(loadTimes.tell);
  assert.deepEqual(unseen(alice), [true]);
  loads.arrive();
  await alice.sees("Bob");
  assert.deepEqual(unseen(alice), [true, false]);
});

test("nobody is said to be there unseen who has left", async () => {
  const { alice, bob, loads } = await waiting();
  alice.clock.elapse(loadTimes.tell);
  assert.deepEqual(unseen(alice), [true]);
  bob.room.leave();
  await until("it is over", () => unseen(alice).length === 2);
  assert.deepEqual(unseen(alice), [true, false]);
  alice.clock.elapse(loadTimes.tell);
  assert.deepEqual(unseen(alice), [true, false]);
  loads.arrive();
});

test("who leaves before it is loaded tries no more", async () => {
  const { loads, alice } = await waiting();
  alice.room.leave();
  loads.fail();
  await quiet();
  alice.clock.elapse(loadTimes.again + loadTimes.tell);
  await quiet();
  assert.equal(loads.count, 1);
  assert.deepEqual(unseen(alice), []);
  assert.deepEqual(alice.others(), []);
});

test("a connection that is lost while it loads leaves nobody behind", async () => {
  const { loads, alice, bob, server } = await waiting(new FakeServer([1, 2]));
  server.cut(1);
  await alice.is("reconnecting");
  bob.room.leave();
  loads.arrive();
  await quiet();
  assert.deepEqual(alice.others(), []);
});
