// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { Announcer } from "../../src/state/announcer";
import { Invite } from "../../src/state/invite";
import { isGuessable, RoomGuard } from "../../src/state/room-guard";
import { FakePage, MemoryStore } from "../support/fake-page";
import { ManualClock } from "../support/manual-clock";
import { testRandom } from "../support/support";

const key = "0123456789abcdef".repeat(4);

test("a name alone, and a secret that is short or of one letter, can be guessed", () => {
  for (const secret of ["public", "tea#", "tea#1234", `tea#${"a".repeat(64)}`, key]) {
    assert.equal(isGuessable(secret), true, secret);
  }
  for (const secret of [`tea#${key}`, `#${key}`]) assert.equal(isGuessable(secret), false, secret);
});

test("the warning comes once for each room, and is remembered", () => {
  const deps = { page: new FakePage("#public"), store: new MemoryStore(), random: testRandom };
  const secret = signal("public");
  const guard = new RoomGuard(deps, secret);
  assert.equal(guard.warning.value, true);
  guard.accept();
  assert.equal(guard.warning.value, false);
  secret.value = "a;b=%";
  assert.equal(guard.warning.value, true);
  guard.accept();
  secret.value = `tea#${key}`;
  assert.equal(guard.warning.value, false);
  for (const known of ["public", "a;b=%"]) {
    assert.equal(new RoomGuard(deps, signal(known)).warning.value, false, known);
  }
  assert.equal(new RoomGuard(deps, signal("other")).warning.value, true);
});

test("a room that can be guessed leads to one of the same name that cannot", () => {
  const page = new FakePage("#public");
  new RoomGuard({ page, store: new MemoryStore(), random: testRandom }, signal("tea time")).strengthen();
  assert.match(page.gone[0] ?? "", /^#tea%20time#[0-9a-f]{64}$/);
});

test("the link holds the room and nothing else, and what became of the copy is said", async () => {
  const clock = new ManualClock();
  const announcer = new Announcer(clock);
  const taken: string[] = [];
  const sharing = {
    allowed: true,
    clipboard: () => Promise.reject(new Error("no clipboard")),
    copy: (text: string) => Promise.resolve(sharing.allowed && taken.push(text) > 0),
    sheet: (title: string, url: string) => Promise.resolve(void taken.push(`${title}: ${url}`)),
  };
  const page = new FakePage("#tea%20time#01?username=Zoe");
  const invite = new Invite({ page, sharing, clock, announcer }, signal("tea time#01"));
  const link = "https://meet.example/deep/room#tea%20time#01";
  assert.equal(await invite.copy(), true);
  assert.equal(invite.copied.value, true);
  clock.elapse(10_000);
  assert.equal(invite.copied.value, false);
  assert.equal(announcer.spoken.value.text, "Link copied");
  await invite.share();
  assert.deepEqual(taken, [link, `tea time: ${link}`]);
  sharing.allowed = false;
  assert.equal(await invite.copy(), false);
  clock.elapse(1000);
  assert.match(announcer.spoken.value.text, /did not copy/);
});
