// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { changePref } from "../../src/preferences/change-pref";
import { preferenceKeys, type PreferenceKey } from "../../src/preferences/definitions";
import { Preferences } from "../../src/preferences/preferences";
import { MemoryStore } from "../support/fake-page";
import { testRandom } from "../support/support";

test("the first visit makes a guest, and the next finds the same one", () => {
  const store = new MemoryStore();
  const name = new Preferences(store, testRandom).get("username");
  assert.match(name, /^guest-\d+$/);
  assert.equal(new Preferences(store, { ...testRandom, unit: () => 0.1 }).get("username"), name);
});

test("a name that is set is kept; one from a link lasts as long as the page", () => {
  const store = new MemoryStore();
  const preferences = new Preferences(store, testRandom);
  assert.equal(preferences.set("username", "  Alice "), true);
  preferences.applyLink(new Map([["username", "Bob"]]));
  assert.equal(preferences.get("username"), "Bob");
  preferences.applyLink(new Map());
  assert.equal(preferences.get("username"), "Bob");
  assert.equal(new Preferences(store, testRandom).get("username"), "Alice");
});

test("known rooms of a link come behind one's own, and neither takes the other's place", () => {
  const store = new MemoryStore();
  const preferences = new Preferences(store, testRandom);
  const link = new Map([["room_watches", "Garden=g;Kitchen=other;Kitchen=k"]]);
  preferences.applyLink(link);
  assert.equal(preferences.get("room_watches"), "Garden=g;Kitchen=other;Kitchen=k");
  assert.equal(preferences.set("room_watches", "Kitchen=k;Attic=a"), true);
  preferences.applyLink(link);
  const all = "Kitchen=k;Attic=a;Garden=g;Kitchen=other";
  assert.equal(preferences.get("room_watches"), all);
  assert.equal(store.get("keks-meet.room_watches"), "Kitchen=k;Attic=a", "a link stores nothing");
  preferences.applyLink(link);
  assert.equal(preferences.get("room_watches"), all, "the same link adds nothing twice");
});

test("what is no value changes nothing, and a link cannot reach anything else", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const name = preferences.get("username");
  assert.equal(preferences.set("username", " \n "), false);
  preferences.applyLink(
    new Map([
      ["username", ""],
      ["toString", "x"],
      ["__proto__", "x"],
      ["rnnoise", "maybe"],
    ]),
  );
  assert.equal(preferences.get("username"), name);
  assert.equal(typeof preferences.toString, "function");
});

test("the warning about an old link belongs to that link", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  preferences.applyLink(new Map([["warn_redirect", "true"]]));
  assert.equal(preferences.get("warn_redirect"), true);
  preferences.applyLink(new Map());
  assert.equal(preferences.get("warn_redirect"), false);
});

test("everything has the value that the documentation names until somebody chooses", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const written = Object.fromEntries(preferenceKeys.map(key => [key, preferences.text(key)]));
  assert.deepEqual(
    { ...written, username: "guest" },
    {
      username: "guest",
      language: "auto",
      warn_redirect: "false",
      image_view_popup: "true",
      webrtc_debug: "false",
      microphone_enabled: "false",
      screencast_enabled: "false",
      camera_enabled: "false",
      rnnoise: "true",
      native_noise_suppression: "false",
      microphone_gain: "1",
      video_fps: "",
      video_resolution: "",
      camera_facing_mode: "",
      auto_gain_control: "",
      echo_cancellation: "",
      audio_activity_threshold: "0.003",
      push_to_talk: "false",
      microphone_device: "",
      camera_device: "",
      speaker_device: "",
      self_view: "auto",
      optional_audio_default_enable: "true",
      optional_video_default_enable: "false",
      notify_chat: "true",
      notify_join: "true",
      notify_leave: "true",
      enable_onbeforeunload: "true",
      room_watches: "public",
      shortcuts: "true",
      shortcut_keys:
        "chat=ctrl+enter;microphone=m,r;talk=space;camera=c;screen=s;stop_all=ctrl+c;paste=ctrl+v;settings=comma;keys=?",
    },
  );
});

test("every value reads back as it is written", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const chosen: [PreferenceKey, string, unknown][] = [
    ["rnnoise", "No", false],
    ["microphone_gain", "2.5", 2.5],
    ["video_fps", "30", 30],
    ["camera_facing_mode", "user", "user"],
    ["auto_gain_control", "0", false],
    ["auto_gain_control", "-", undefined],
    ["room_watches", "a=b;c", "a=b;c"],
  ];
  for (const [key, text, value] of chosen) {
    assert.equal(preferences.set(key, text), true, key);
    assert.equal(preferences.get(key), value, key);
    assert.equal(preferences.set(key, preferences.text(key)), true, key);
    assert.equal(preferences.get(key), value, key);
  }
});

test("numbers out of range, other words and endless lists are no values", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const wrong: [PreferenceKey, string][] = [
    ["microphone_gain", "11"],
    ["microphone_gain", "1e9"],
    ["microphone_gain", ""],
    ["video_fps", "0"],
    ["camera_facing_mode", "left"],
    ["rnnoise", ""],
    ["room_watches", "x".repeat(100_000)],
  ];
  for (const [key, text] of wrong) assert.equal(preferences.set(key, text), false, key);
});

test("a link may not start a device: it asks, until it is answered or another link is followed", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const link = new Map([
    ["camera_enabled", "yes"],
    ["microphone_enabled", "true"],
    ["screencast_enabled", "false"],
  ]);
  preferences.applyLink(link);
  assert.equal(preferences.get("camera_enabled"), false);
  assert.deepEqual(preferences.asks.value, ["camera_enabled", "microphone_enabled"]);
  preferences.answered("camera_enabled");
  assert.deepEqual(preferences.asks.value, ["microphone_enabled"]);
  preferences.applyLink(new Map());
  assert.deepEqual(preferences.asks.value, []);
});

test("the console changes what it names, and says what is wrong", () => {
  const store = new MemoryStore();
  const preferences = new Preferences(store, testRandom);
  const change = changePref(preferences);
  change("microphone_gain", 2);
  change("rnnoise", false);
  const again = new Preferences(store, testRandom);
  assert.equal(again.get("microphone_gain"), 2);
  assert.equal(again.get("rnnoise"), false);
  assert.throws(() => change("rnoise", false), /"rnoise" is no preference; there are username, /);
  assert.throws(() => change("rnnoise", {}), /rnnoise: expected true or false, not "\(object\)"/);
});
