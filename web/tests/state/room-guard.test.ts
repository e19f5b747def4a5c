// SPDX-License-Identifier: AGPL-3.0-only
/** The ends of what the guard remembers; what it is for is in outside.test.ts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { isGuessable, RoomGuard } from "../../src/state/room-guard";
import { FakePage, MemoryStore } from "../support/fake-page";
import { testRandom } from "../support/support";

function setUp(first: string) {
  const store = new MemoryStore();
  const secret = signal(first);
  const deps = { page: new FakePage(""), store, random: testRandom };
  const guard = new RoomGuard(deps, secret);
  const warnsLater = (room: string) => new RoomGuard(deps, signal(room)).warning.value;
  return { store, secret, guard, warnsLater };
}

test("a secret is long enough from twenty characters on, of which eight differ", () => {
  assert.deepEqual(["tea#0123456789abcdef012", "tea#0123456789abcdef0123"].map(isGuessable), [true, false]);
  assert.deepEqual(["tea#01234560123456012345", "tea#01234567012345670123"].map(isGuessable), [true, false]);
});

test("outside of a room there is nothing to warn of", () => {
  assert.equal(setUp("").guard.warning.value, false);
});

test("a store in which something else stands warns once more, and harms nothing", () => {
  const { store, guard, warnsLater } = setUp("tea");
  store.set("keks-meet.open_rooms", ";;=;%");
  assert.equal(warnsLater("tea"), true);
  guard.accept();
  assert.equal(warnsLater("tea"), false);
});

test("the last fifty rooms that were accepted are remembered, each once", () => {
  const { store, secret, guard, warnsLater } = setUp("room0");
  for (let index = 0; index < 50; index++) {
    secret.value = `room${index}`;
    guard.accept();
  }
  secret.value = "room5";
  guard.accept();
  assert.equal(warnsLater("room0"), false);
  secret.value = "room50";
  guard.accept();
  const kept = store.get("keks-meet.open_rooms")?.split(";") ?? [];
  assert.equal(kept.length, 50);
  assert.deepEqual(["room0", "room1", "room5", "room50"].map(warnsLater), [true, false, false, false]);
});
