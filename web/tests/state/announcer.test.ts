// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { Announcer } from "../../src/state/announcer";
import { ManualClock } from "../support/manual-clock";

function said(...sentences: readonly string[]): string {
  const clock = new ManualClock();
  const announcer = new Announcer(clock);
  for (const sentence of sentences) announcer.say(sentence);
  clock.elapse(1000);
  return announcer.spoken.value.text;
}

test("what happens together is said together, each a sentence", () => {
  assert.equal(said("Alice left", "Bob left"), "Alice left. Bob left");
  assert.equal(
    said("The download failed. Alice left.", "Alice left"),
    "The download failed. Alice left. Alice left",
  );
  assert.equal(said("Really?", "Yes!", "Wait…", "Done"), "Really? Yes! Wait… Done");
});

test("of a crowd only the last few are said", () => {
  assert.equal(said("1", "2", "3", "4", "5", "6"), "3. 4. 5. 6");
});
