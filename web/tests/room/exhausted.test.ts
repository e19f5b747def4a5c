// SPDX-License-Identifier: AGPL-3.0-only
/** A browser that makes no more connections: a failure that is shown, and mended when it can be. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { connectTimes } from "../../src/peer/peer-link";
import { FakeServer } from "../support/fake-server";
import { pair } from "../support/room-client";
import { quiet, until } from "../support/support";

/** Both start at once; Alice, who must make way for Bob's offer, gets no second connection. */
async function stuck() {
  const [alice, bob] = await pair(new FakeServer([1, 2]));
  alice.provide("mic-a", "audio", "audio");
  bob.provide("mic-b", "audio", "audio");
  await until("her first connection", () => alice.peers.length === 1);
  alice.exhausted = true;
  await until("it is given up", () => alice.peers[0]?.signalingState === "closed");
  await quiet();
  assert.equal(alice.member("Bob")?.connection, "failed");
  return [alice, bob] as const;
}

test("it is shown as failed, and what is asked of it meanwhile is kept and breaks nothing", async () => {
  const [alice, bob] = await stuck();
  alice.provide("cam-a", "video", "video");
  alice.provide("screen-a", "video", "video");
  for (const id of ["cam-a", "screen-a"]) {
    await bob.offers("Alice", id);
    bob.want("Alice", id);
  }
  await quiet();
  alice.room.withdraw("screen-a");
  alice.room.chat({ kind: "text", text: "words go on" });
  await until("heard", () => bob.chats().length === 1);
  alice.exhausted = false;
  alice.clock.elapse(connectTimes.retry);
  for (const id of ["mic-a", "cam-a"]) await bob.receives("Alice", id);
  await alice.receives("Bob", "mic-b");
  assert.deepEqual(alice.peers[1]?.sending(), ["mic-a", "cam-a"]);
  assert.equal(alice.member("Bob")?.connection, "connected");
});

test("it is tried again and again, with growing pauses, until one leaves", async () => {
  const [alice] = await stuck();
  let made = 0;
  const tries = () => made;
  Object.defineProperty(alice, "exhausted", { get: () => ++made > 0 });
  alice.clock.elapse(connectTimes.retry * 7);
  assert.equal(tries(), 3);
  alice.clock.elapse(connectTimes.longest * 10);
  assert.ok(tries() > 10 && tries() < 20, `${tries()} tries`);
  alice.room.leave();
  const before = tries();
  alice.clock.elapse(connectTimes.longest * 10);
  assert.equal(tries(), before);
});
