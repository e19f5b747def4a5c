// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { addChord, removeChord } from "../../src/preferences/shortcut-edit";
import {
  actionFor,
  actions,
  chordOf,
  defaultShortcuts,
  formatShortcuts,
  parseShortcuts,
  type KeyPress,
} from "../../src/preferences/shortcuts";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
}

const presses: readonly [KeyPress, string | undefined][] = [
  [press("m"), "m"],
  [press("M"), "m"],
  [press("M", { shiftKey: true }), "shift+m"],
  [press("Enter", { ctrlKey: true }), "ctrl+enter"],
  [press("c", { ctrlKey: true, altKey: true, metaKey: true }), "ctrl+alt+meta+c"],
  [press("?", { shiftKey: true }), "?"],
  [press("?", { ctrlKey: true, altKey: true }), "?"],
  [press("?", { ctrlKey: true, shiftKey: true }), "ctrl+?"],
  [press(","), "comma"],
  [press("+", { shiftKey: true }), "plus"],
  [press(" "), "space"],
  [press("F5"), "f5"],
  [press("ь", { code: "KeyM" }), "m"],
  [press("Control", { ctrlKey: true }), undefined],
  [press("Dead"), undefined],
  [press("Process", { code: "KeyM" }), undefined],
];

for (const [pressed, chord] of presses) {
  test(`${JSON.stringify(pressed)} is ${chord ?? "nothing yet"}`, () =>
    assert.equal(chordOf(pressed), chord));
}

test("the defaults are those of the documentation, and read back as they are written", () => {
  const text = formatShortcuts(defaultShortcuts);
  assert.equal(
    text,
    "chat=ctrl+enter;microphone=m,r;talk=space;camera=c;screen=s;stop_all=ctrl+c;paste=ctrl+v;settings=comma;keys=?",
  );
  assert.deepEqual(parseShortcuts(text), defaultShortcuts);
  for (const action of actions)
    assert.equal(actionFor(defaultShortcuts, defaultShortcuts[action][0]!), action);
});

test("what is not named keeps its default, less what went to another", () => {
  const shortcuts = parseShortcuts(" Camera = r ; screen = ");
  assert.deepEqual(shortcuts, { ...defaultShortcuts, camera: ["r"], microphone: ["m"], screen: [] });
  assert.deepEqual(parseShortcuts(""), defaultShortcuts);
});

test("the keys that talk and paste can be others, none, and theirs again, but nobody else's", () => {
  const none = parseShortcuts("talk=;paste=")!;
  assert.deepEqual([none.talk, none.paste], [[], []]);
  const back = addChord(none, "talk", "space");
  assert.deepEqual("shortcuts" in back && back.shortcuts.talk, ["space"]);
  assert.equal(addChord(none, "paste", "ctrl+v").kind, "added");
  assert.equal(addChord(none, "talk", "ctrl+v").kind, "reserved");
  assert.equal(addChord(none, "paste", "space").kind, "reserved");
  assert.equal(addChord(none, "talk", "alt+t").kind, "added");
  assert.equal(parseShortcuts("paste=space"), undefined);
});

const wrong = [
  "camera",
  "camera=m;microphone=m",
  "camera=m,m",
  "camera=x;camera=y",
  "door=d",
  "camera=tab",
  "camera=ctrl+v",
  "camera=space",
  "camera=arrowleft",
  "camera=shift+ctrl+x",
  "camera=ctrl+ctrl+x",
  "camera=a,b,d,e,f",
  "camera=ä",
  "camera=x=y",
  "__proto__=x",
  `camera=${"x,".repeat(1000)}`,
];

for (const text of wrong) {
  test(`${text.slice(0, 30)} is refused`, () => assert.equal(parseShortcuts(text), undefined));
}

test("a key can be added and removed, and one that is taken says by what", () => {
  const added = addChord(defaultShortcuts, "camera", "alt+k");
  assert.equal(added.kind, "added");
  assert.deepEqual("shortcuts" in added && added.shortcuts.camera, ["c", "alt+k"]);
  assert.deepEqual(addChord(defaultShortcuts, "camera", "m"), { kind: "taken", by: "microphone" });
  assert.equal(addChord(defaultShortcuts, "camera", "c").kind, "added");
  assert.equal(addChord(defaultShortcuts, "camera", "escape").kind, "reserved");
  assert.deepEqual(addChord(defaultShortcuts, "camera", "ctrl+v"), { kind: "taken", by: "paste" });
  assert.equal(addChord(defaultShortcuts, "camera", "ß").kind, "unknown");
  assert.deepEqual(removeChord(defaultShortcuts, "microphone", "m").microphone, ["r"]);
  const full = parseShortcuts("camera=1,2,3,4")!;
  assert.equal(addChord(full, "camera", "5").kind, "full");
});
