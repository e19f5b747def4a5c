// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { Preferences } from "../../src/preferences/preferences";
import { addKey, removeKey } from "../../src/state/keys-editor";
import { KeysModel, type PagePress } from "../../src/state/keys-model";
import { MemoryStore } from "../support/fake-page";
import { testRandom } from "../support/support";

function open({ canShareScreen = true } = {}) {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const done: string[] = [];
  const keys = new KeysModel(preferences, {
    media: { toggle: kind => void done.push(kind), stopKind: kind => void done.push(`no ${kind}`) },
    canShareScreen,
    chatOpen: signal(false),
    settings: { open: group => void done.push(`settings ${group ?? "you"}`) },
  });
  const press = (chord: string, facts: Partial<PagePress> = {}) =>
    keys.press({ ...keyPress(chord), ...facts });
  return { preferences, keys, press, done };
}

function keyPress(chord: string): PagePress {
  const held = chord.split("+");
  const key = held.pop() ?? "";
  const ctrlKey = held.includes("ctrl");
  const shiftKey = held.includes("shift");
  const rest = { altKey: false, metaKey: false, repeat: false, typing: false, selecting: false };
  return { key, code: "", ctrlKey, shiftKey, ...rest };
}

test("each key does what it says", () => {
  const { press, done, keys } = open();
  for (const chord of ["m", "r", "c", "s", ",", "?", "ctrl+Enter"]) assert.equal(press(chord), true, chord);
  assert.deepEqual(done, ["microphone", "microphone", "camera", "screen", "settings you", "settings keys"]);
  assert.deepEqual(keys.called.value, { action: "chat" });
});

test("Ctrl+C ends what is shared, and is left to the browser while text is selected", () => {
  const { press, done } = open();
  assert.equal(press("ctrl+c", { selecting: true }), false);
  assert.deepEqual(done, []);
  assert.equal(press("ctrl+c"), true);
  assert.deepEqual(done, ["no microphone", "no camera", "no screen"]);
});

test("nothing happens while typing, on repeats, with other modifiers, or for other keys", () => {
  const { press, done } = open();
  assert.equal(press("m", { typing: true }), false);
  assert.equal(press("m", { repeat: true }), false);
  for (const chord of ["ctrl+m", "shift+m", "x", "Shift", "Enter"]) assert.equal(press(chord), false, chord);
  assert.equal(press("m", { metaKey: true }), false);
  assert.deepEqual(done, []);
});

test("a screen that cannot be shared is not", () => {
  const { press, done } = open({ canShareScreen: false });
  press("s");
  assert.deepEqual(done, []);
});

test("keys can be switched off, and are not told of then", () => {
  const { press, done, preferences, keys } = open();
  preferences.set("shortcuts", "false");
  assert.equal(press("m"), false);
  assert.deepEqual(done, []);
  assert.deepEqual(keys.shown("microphone"), []);
});

test("keys can be changed, at once, and are kept as text", () => {
  const { press, done, preferences, keys } = open();
  const app = { preferences, keys };
  const add = (key: string) => addKey(app, "microphone", keyPress(key));
  assert.deepEqual(add("c"), { chord: "c", kind: "taken", action: "camera" });
  removeKey(app, "camera", "c");
  assert.deepEqual(add("c"), { chord: "c", kind: "added", action: "microphone" });
  assert.equal(add("Shift"), undefined);
  press("c");
  assert.deepEqual(done, ["microphone"]);
  assert.match(preferences.get("shortcut_keys"), /;microphone=m,r,c;talk=space;camera=;/);
});

test("what is held to talk does nothing when it is pressed: it is left to who listens for it, or to the browser", () => {
  const { press, done, keys, preferences } = open();
  assert.equal(press(" "), false);
  preferences.set("shortcut_keys", "talk=t");
  assert.equal(press("t"), false);
  assert.deepEqual(done, []);
  assert.deepEqual(keys.shown("talk"), ["t"]);
  preferences.set("shortcuts", "false");
  assert.deepEqual(keys.shown("talk"), []);
});

test("the browser's own key pastes unless it is taken away, and another one asks the page to", () => {
  const { press, keys, preferences } = open();
  assert.equal(press("ctrl+v"), false);
  assert.equal(keys.pastes, true);
  assert.equal(keys.called.value, undefined);
  preferences.set("shortcut_keys", "paste=v");
  assert.equal(keys.pastes, false);
  for (let again = 0; again < 2; again++) {
    const before = keys.called.value;
    assert.equal(press("v"), true);
    assert.deepEqual(keys.called.value, { action: "paste" });
    assert.notEqual(keys.called.value, before);
  }
  preferences.reset("shortcut_keys");
  preferences.set("shortcuts", "false");
  assert.equal(keys.pastes, false);
});
