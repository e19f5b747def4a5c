// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { languageNames } from "../../src/i18n/languages";
import { preferenceKeys } from "../../src/preferences/definitions";
import { Preferences } from "../../src/preferences/preferences";
import { groupOf, groups, settingsOf } from "../../src/state/settings-groups";
import { SettingsModel } from "../../src/state/settings-model";
import { allTexts } from "../support/all-texts";
import { MemoryStore } from "../support/fake-page";
import { testRandom } from "../support/support";

const settings = groups.flatMap(settingsOf);

test("every preference is in the settings, once", () => {
  assert.deepEqual(settings.map(({ key }) => key).sort(), [...preferenceKeys].sort());
  assert.deepEqual(Object.keys(groupOf).sort(), [...preferenceKeys].sort());
  for (const group of groups) assert.ok(settingsOf(group).length > 0, group);
});

test("every preference has its name, its help and the names of its choices in every language", () => {
  for (const [language, texts] of Object.entries(allTexts["settings"]!)) {
    for (const { key, shape } of settings) {
      for (const text of [`pref_${key}`, `help_${key}`]) assert.ok(texts[text], `${language}: ${text}`);
      if (shape.type !== "words") continue;
      for (const word of shape.words) {
        const text = `option_${key}_${word}`;
        assert.ok(word in languageNames || texts[text], `${language}: ${text}`);
      }
    }
  }
});

test("no two preferences of a group have the same name", () => {
  for (const [language, texts] of Object.entries(allTexts["settings"]!)) {
    for (const group of groups) {
      const names = settingsOf(group).map(({ key }) => texts[`pref_${key}`]);
      assert.equal(new Set(names).size, names.length, `${language}: ${group}`);
    }
  }
});

test("what is set holds at once; what is wrong changes nothing; a reset is the default again", () => {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const model = new SettingsModel(preferences);
  assert.equal(model.set("microphone_gain", "0.5"), true);
  assert.equal(preferences.get("microphone_gain"), 0.5);
  assert.equal(model.isDefault("microphone_gain"), false);
  assert.equal(model.set("microphone_gain", "loud"), false);
  assert.equal(model.text("microphone_gain"), "0.5");
  model.reset("microphone_gain");
  assert.equal(model.isDefault("microphone_gain"), true);
  model.open();
  assert.equal(model.group.value, "you");
  model.open("keys");
  model.close();
  assert.equal(model.group.value, undefined);
});
