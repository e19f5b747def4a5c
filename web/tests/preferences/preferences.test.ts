// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
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

test("what is no value changes nothing, and a link cannot reach anything else", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const name = preferences.get("username");
  assert.equal(preferences.set("username", " \n "), false);
  preferences.applyLink(
    new Map([
      ["username", ""],
      ["toString", "x"],
      ["__proto__", "x"],
      ["camera_enabled", "true"],
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
