// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { Preferences } from "../../src/preferences/preferences";
import { firstVisible } from "../../src/protocol/decode";
import { displayName } from "../../src/state/room-model";
import { MemoryStore } from "../support/fake-page";
import { testRandom } from "../support/support";

const invisible: Readonly<Record<string, string>> = {
  "a zero-width joiner": "\u200d",
  "a zero-width non-joiner": "\u200c",
  "a word joiner": "\u2060",
  "a byte order mark": "\ufeff",
  "a Hangul filler": "\u3164",
  "a soft hyphen": "\u00ad",
  "a combining grapheme joiner": "\u034f",
  "a variation selector": "\ufe0f",
  "a blank Braille pattern": "\u2800",
  "a private character": "\ue000",
  "half a surrogate pair": "\ud83d",
  "spaces of all kinds": " \u00a0\u2003\u3000\t",
};

for (const [what, name] of Object.entries({
  ...invisible,
  "all of them": Object.values(invisible).join(""),
})) {
  test(`a name of ${what} is none`, () => {
    assert.equal(displayName(name), "Unknown person");
    assert.equal(firstVisible(name), undefined);
    assert.equal(new Preferences(new MemoryStore(), testRandom).set("username", name), false);
  });
}

test("invisible characters do no harm to a name that shows something", () => {
  for (const name of ["\u200dZoe", "👩\u200d🚀", "می\u200cخواهم", "co\u00adop", "가"]) {
    assert.equal(displayName(name), name);
  }
  assert.equal(firstVisible("\u200d 👩\u200d🚀"), "👩");
});
