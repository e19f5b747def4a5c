// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { NotificationAccess } from "../../src/platform/types";
import { Preferences } from "../../src/preferences/preferences";
import { notificationLines, notificationPause, Notifier } from "../../src/state/notifier";
import { MemoryStore } from "../support/fake-page";
import { ManualClock } from "../support/manual-clock";
import { testRandom } from "../support/support";

function setUp(access: NotificationAccess = "granted") {
  const shown: string[] = [];
  const system = {
    answer: "granted" as NotificationAccess,
    current: access,
    cleared: 0,
    access: () => system.current,
    request: () => {
      system.current = system.answer;
      return Promise.resolve();
    },
    show: (_: string, body: string) => void shown.push(body),
    clear: () => void (system.cleared += 1),
  };
  const clock = new ManualClock();
  const hidden = signal(true);
  const store = new MemoryStore();
  const preferences = new Preferences(store, testRandom);
  const notifier = new Notifier({ system, clock, store, preferences, hidden });
  return { notifier, shown, clock, hidden, preferences, system, store };
}

test("only what happens while nobody sees the page is told, as far as it is wanted", () => {
  const { notifier, shown, clock, hidden, preferences } = setUp();
  hidden.value = false;
  notifier.tell("chat", "seen");
  hidden.value = true;
  preferences.set("notify_join", "false");
  notifier.tell("join", "Bob joined");
  notifier.tell("leave", "Bob left");
  clock.elapse(notificationPause);
  assert.deepEqual(shown, ["Bob left"]);
});

test("a flood is one notification at a time, of so many lines, each short and of one line", () => {
  const { notifier, shown, clock } = setUp();
  notifier.tell("chat", "first");
  for (let index = 0; index < 1000; index++)
    notifier.tell("chat", `Bob: \u202e${"x".repeat(5000)}\n${index}`);
  assert.deepEqual(shown, ["first"]);
  clock.elapse(notificationPause);
  assert.equal(shown.length, 2);
  const lines = shown[1]!.split("\n");
  assert.equal(lines.length, notificationLines + 1);
  assert.match(lines.at(-1)!, /995/);
  for (const line of lines) assert.match(line, /^[^\u202e]{1,200}$/u);
  clock.elapse(10 * notificationPause);
  assert.equal(shown.length, 2);
});

test("who comes back needs none of them any more", () => {
  const { notifier, shown, clock, hidden, system } = setUp();
  notifier.tell("chat", "first");
  notifier.tell("chat", "second");
  hidden.value = false;
  clock.elapse(notificationPause);
  assert.deepEqual(shown, ["first"]);
  assert.ok(system.cleared > 0);
});

test("who missed something that they want to be told is asked once whether to be told", async () => {
  const { notifier, shown, system, store, preferences, clock, hidden } = setUp("default");
  preferences.set("notify_leave", "false");
  notifier.tell("leave", "Bob left");
  assert.equal(notifier.suggested.value, false);
  notifier.tell("join", "Bob joined");
  assert.equal(notifier.suggested.value, true);
  assert.deepEqual(shown, []);
  await notifier.ask();
  assert.equal(notifier.suggested.value, false);
  notifier.tell("chat", "Bob: again");
  assert.deepEqual(shown, ["Bob: again"]);
  const later = new Notifier({
    system: { ...system, access: () => "default" },
    clock,
    store,
    preferences,
    hidden,
  });
  later.tell("chat", "x");
  assert.equal(later.suggested.value, false);
});

test("what the browser's own settings say is read again", () => {
  const { notifier, system } = setUp("denied");
  assert.equal(notifier.permission.value, "denied");
  system.current = "granted";
  notifier.readPermission();
  assert.equal(notifier.permission.value, "granted");
});

test("who refuses is not asked, and neither is a browser without notifications", () => {
  const { notifier, store, preferences, clock, hidden } = setUp("denied");
  notifier.tell("chat", "x");
  assert.equal(notifier.suggested.value, false);
  const without = new Notifier({ system: undefined, clock, store, preferences, hidden });
  without.tell("chat", "x");
  assert.equal(without.permission.value, "unsupported");
  assert.equal(without.suggested.value, false);
});
