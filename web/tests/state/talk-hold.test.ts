// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTalkKey, TalkHold } from "../../src/state/talk-hold";

function setUp() {
  const said: boolean[] = [];
  return { said, hold: new TalkHold<string | number>(held => void said.push(held)) };
}

test("one talks from the first thing that is held to the last that is let go", () => {
  const { said, hold } = setUp();
  hold.hold("Space");
  hold.hold(1);
  assert.equal(hold.release("Space"), true);
  assert.deepEqual(said, [true]);
  assert.equal(hold.release(1), true);
  assert.deepEqual(said, [true, false]);
});

test("what is held twice is let go once, and what is not held not at all", () => {
  const { said, hold } = setUp();
  assert.equal(hold.release(1), false);
  hold.hold(1);
  hold.hold(1);
  hold.release(1);
  assert.equal(hold.release(1), false);
  assert.deepEqual(said, [true, false]);
});

test("whoever goes elsewhere lets go of everything, and can talk again", () => {
  const { said, hold } = setUp();
  hold.hold("KeyT");
  hold.hold(7);
  hold.releaseAll();
  hold.releaseAll();
  hold.hold(7);
  assert.deepEqual(said, [true, false, true]);
});

test("the key to talk is one of those that have it, and no modifier alone", () => {
  const keys = { shown: () => ["space", "ctrl+k"] };
  const press = { key: " ", code: "Space", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
  assert.equal(isTalkKey(keys, press), true);
  assert.equal(isTalkKey(keys, { ...press, key: "k", code: "KeyK", ctrlKey: true }), true);
  assert.equal(isTalkKey(keys, { ...press, key: "k", code: "KeyK" }), false);
  assert.equal(isTalkKey(keys, { ...press, key: "Control", code: "ControlLeft", ctrlKey: true }), false);
});
