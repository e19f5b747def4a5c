// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { Activity, activityInterval } from "../../src/state/activity";
import { ManualClock } from "../support/manual-clock";

function setUp() {
  const clock = new ManualClock();
  let level = 0;
  const changes: boolean[] = [];
  const speaking = signal(false);
  speaking.subscribe(value => changes.push(value));
  const voice = { speaking, level: () => level };
  const activity = new Activity(
    clock,
    () => 0.003,
    () => [voice],
  );
  activity.start();
  const hear = (...levels: number[]) => {
    for (const next of levels) {
      level = next;
      clock.elapse(activityInterval);
    }
  };
  return { activity, clock, changes, hear, speaking };
}

test("who is loud enough speaks, through short pauses", () => {
  const { hear, changes } = setUp();
  hear(0.001, 0.01, 0.02, 0, 0, 0.01, 0, 0, 0);
  assert.deepEqual(changes, [false, true]);
  hear(0);
  assert.deepEqual(changes, [false, true, false]);
});

test("nobody listens any more after the end", () => {
  const { activity, clock, hear, speaking } = setUp();
  activity.stop();
  hear(1);
  assert.equal(speaking.value, false);
  assert.equal(clock.pending, 0);
});
