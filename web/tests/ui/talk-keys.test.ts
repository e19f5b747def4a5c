// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { TalkHold } from "../../src/state/talk-hold";
import { followTalkKeys } from "../../src/ui/talk-keys";

const keyboard = {
  space: { key: " ", code: "Space" },
  t: { key: "t", code: "KeyT" },
  k: { key: "k", code: "KeyK" },
  control: { key: "Control", code: "ControlLeft" },
  meta: { key: "Meta", code: "MetaLeft" },
};
const nothingHeld = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

type Key = keyof typeof keyboard;
type Facts = Partial<typeof nothingHeld> & { readonly repeat?: boolean };

/** The window, and the one class of the browser that is asked for. */
const browser = { window: globalThis.window, HTMLElement: globalThis.HTMLElement };

beforeEach(() =>
  Object.assign(globalThis, { window: new EventTarget(), HTMLElement: class extends EventTarget {} }),
);
afterEach(() => void Object.assign(globalThis, browser));

function setUp() {
  const said: boolean[] = [];
  const keys = { shown: () => ["space", "t", "ctrl+k"] };
  const hold = new TalkHold<string>(held => void said.push(held));
  const forget = followTalkKeys(keys, hold, new AbortController().signal);
  return { said, hold, forget };
}

/** Returns whether the page keeps the key from the browser. */
function happens(type: "keydown" | "keyup", key: Key, facts: Facts = {}): boolean {
  const event = Object.assign(new Event(type, { cancelable: true }), {
    ...nothingHeld,
    repeat: false,
    isComposing: false,
    ...keyboard[key],
    ...facts,
  });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

for (const [first, last] of [
  ["space", "t"],
  ["t", "space"],
] as const) {
  test(`of two keys that are held, ${last} ends it after ${first}`, () => {
    const { said } = setUp();
    happens("keydown", "space");
    happens("keydown", "t");
    assert.equal(happens("keydown", "t", { repeat: true }), true);
    happens("keyup", first);
    assert.deepEqual(said, [true]);
    assert.equal(happens("keyup", last), true);
    assert.deepEqual(said, [true, false]);
  });
}

test("a chord ends with its modifier, and a key that is held beside it goes on", () => {
  const { said } = setUp();
  happens("keydown", "space");
  happens("keydown", "control", { ctrlKey: true });
  happens("keydown", "k", { ctrlKey: true });
  happens("keyup", "space", { ctrlKey: true });
  assert.deepEqual(said, [true]);
  happens("keyup", "control");
  assert.deepEqual(said, [true, false]);
  happens("keyup", "k");
  assert.deepEqual(said, [true, false]);
});

test("what is let go of while Cmd is down is told of by no key but Cmd", () => {
  const { said } = setUp();
  happens("keydown", "space");
  happens("keydown", "t");
  happens("keydown", "meta", { metaKey: true });
  assert.deepEqual(said, [true]);
  happens("keyup", "meta");
  assert.deepEqual(said, [true, false]);
  happens("keydown", "t");
  happens("keyup", "t");
  assert.deepEqual(said, [true, false, true, false]);
});

test("a key that is held on after something else ended it does not talk, and presses nothing", () => {
  const { said, hold, forget } = setUp();
  happens("keydown", "space");
  forget();
  hold.releaseAll();
  assert.equal(happens("keydown", "space", { repeat: true }), true);
  assert.equal(happens("keyup", "space"), true);
  assert.deepEqual(said, [true, false]);
  assert.equal(happens("keydown", "control", { ctrlKey: true }), false);
  assert.equal(happens("keyup", "control"), false);
});
