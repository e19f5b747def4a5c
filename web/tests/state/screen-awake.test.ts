// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { inCall, keepScreenOn } from "../../src/state/screen-awake";

const turn = () => new Promise(resolve => setImmediate(resolve));

function setUp() {
  const wanted = signal(false);
  const log: string[] = [];
  const answers: { accept(): void; refuse(): void }[] = [];
  keepScreenOn(() => {
    const turnNumber = answers.length;
    log.push(`ask ${turnNumber}`);
    return new Promise((resolve, reject) => {
      answers.push({
        accept: () => resolve(() => log.push(`release ${turnNumber}`)),
        refuse: () => reject(new Error("the battery is low")),
      });
    });
  }, wanted);
  return { wanted, log, answers };
}

test("the screen is kept on while it is wanted, and asked for anew at each return", async () => {
  const { wanted, log, answers } = setUp();
  assert.deepEqual(log, []);
  wanted.value = true;
  answers[0]?.accept();
  await turn();
  wanted.value = false;
  wanted.value = true;
  assert.deepEqual(log, ["ask 0", "release 0", "ask 1"]);
});

test("what comes after it was wanted is given back at once", async () => {
  const { wanted, log, answers } = setUp();
  wanted.value = true;
  wanted.value = false;
  answers[0]?.accept();
  await turn();
  assert.deepEqual(log, ["ask 0", "release 0"]);
});

test("a refusal harms nothing, and the next try may do better", async () => {
  const { wanted, log, answers } = setUp();
  wanted.value = true;
  answers[0]?.refuse();
  await turn();
  wanted.value = false;
  wanted.value = true;
  assert.deepEqual(log, ["ask 0", "ask 1"]);
});

test("an empty room is no call unless something of ours runs, and none that was left is one", () => {
  assert.equal(inCall(undefined, 0, 1), false);
  assert.equal(inCall("joined", 0, 0), false);
  assert.equal(inCall("joined", 0, 1), true);
  assert.equal(inCall("joined", 1, 0), true);
  assert.equal(inCall("reconnecting", 1, 0), true);
  for (const status of ["connecting", "left", "failed"] as const) assert.equal(inCall(status, 1, 1), false);
});
