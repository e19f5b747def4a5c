// SPDX-License-Identifier: AGPL-3.0-only
/** Where values come from, how they go back to their defaults, and what other tabs do to them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { preferenceKeys } from "../../src/preferences/definitions";
import { Preferences } from "../../src/preferences/preferences";
import { MemoryStore } from "../support/fake-page";
import { testRandom } from "../support/support";

function open(store = new MemoryStore()) {
  return { store, preferences: new Preferences(store, testRandom) };
}

test("a value says where it comes from", () => {
  const { preferences, store } = open();
  assert.equal(preferences.origin("rnnoise").value, "default");
  preferences.set("rnnoise", "false");
  assert.equal(preferences.origin("rnnoise").value, "chosen");
  preferences.applyLink(new Map([["rnnoise", "true"]]));
  assert.equal(preferences.origin("rnnoise").value, "link");
  assert.equal(open(store).preferences.origin("rnnoise").value, "chosen");
});

test("a reset forgets the choice and what the link said; a reset of all forgets everything", () => {
  const { preferences, store } = open();
  preferences.set("microphone_gain", "2");
  preferences.applyLink(new Map([["video_fps", "5"]]));
  preferences.reset("microphone_gain");
  preferences.reset("video_fps");
  assert.equal(preferences.get("microphone_gain"), 1);
  assert.equal(preferences.origin("video_fps").value, "default");
  preferences.set("username", "Zoe");
  preferences.set("notify_chat", "no");
  preferences.resetAll();
  assert.match(preferences.get("username"), /^guest-/);
  assert.deepEqual([...store.values.keys()], ["keks-meet.username"]);
  for (const key of preferenceKeys) {
    if (key !== "username") assert.equal(preferences.origin(key).value, "default", key);
  }
});

test("what another tab chooses or resets is followed, but for what the link says", () => {
  const { preferences, store } = open();
  const other = open(new MemoryStore(store.values)).preferences;
  other.set("rnnoise", "false");
  store.changed("keks-meet.rnnoise");
  assert.equal(preferences.get("rnnoise"), false);
  other.reset("rnnoise");
  store.changed("keks-meet.rnnoise");
  assert.equal(preferences.get("rnnoise"), true);
  preferences.applyLink(new Map([["microphone_gain", "3"]]));
  other.set("microphone_gain", "2");
  other.set("username", "Zoe");
  store.changed();
  assert.equal(preferences.get("microphone_gain"), 3);
  assert.equal(preferences.get("username"), "Zoe");
});

test("a list of rooms that another tab changes is followed, with what the link adds behind it", () => {
  const { preferences, store } = open();
  const other = open(new MemoryStore(store.values)).preferences;
  const rooms = (list?: string) => {
    if (list === undefined) other.reset("room_watches");
    else other.set("room_watches", list);
    store.changed("keks-meet.room_watches");
    return preferences.get("room_watches");
  };
  preferences.applyLink(new Map([["room_watches", "Garden=g;Attic=a"]]));
  assert.equal(rooms("Kitchen=k"), "Kitchen=k;Garden=g;Attic=a");
  assert.equal(rooms("Garden=g;Shed=s"), "Garden=g;Shed=s;Attic=a");
  assert.equal(preferences.origin("room_watches").value, "link");
  assert.equal(rooms(), "Garden=g;Attic=a");
  preferences.set("room_watches", "Cellar=c");
  assert.equal(rooms("Kitchen=k"), "Kitchen=k", "what was chosen here has ended the link's list");
});

test("what another tab writes that is no value changes nothing, and no name is left empty", () => {
  const { preferences, store } = open();
  const name = preferences.get("username");
  store.set("keks-meet.microphone_gain", "loud");
  store.set("keks-meet.username", " ");
  store.changed();
  assert.equal(preferences.get("microphone_gain"), 1);
  store.values.clear();
  store.changed();
  assert.equal(preferences.get("username"), name);
});
