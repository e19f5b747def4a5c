// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { pageTexts, speak, t } from "../../src/i18n/i18n";
import { Preferences } from "../../src/preferences/preferences";
import { StartLanguage } from "../../src/state/start-language";
import { FakePage, MemoryStore } from "../support/fake-page";
import { ManualClock } from "../support/manual-clock";
import { testRandom, until } from "../support/support";

function open() {
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const page = new FakePage("");
  return { page, language: new StartLanguage({ page, clock: new ManualClock(), preferences }) };
}

afterEach(() => speak({ language: "en", locale: "en" }));

test("what is chosen is spoken, and is the preference", async () => {
  const { language } = open();
  assert.equal(language.chosen.value, "auto");
  language.choose("de");
  await until("German", () => t("leave") === "Verlassen");
  assert.equal(language.chosen.value, "de");
});

test("a language that does not come is missing until it is tried again, or another one is chosen", async context => {
  const load = context.mock.method(pageTexts, "load", () => Promise.reject(new Error("no server")));
  const { language } = open();
  await until("English", () => language.missing.value);
  language.choose("en");
  await until("it is missing again", () => language.missing.value);
  language.again();
  assert.equal(language.missing.value, false);
  await until("it is missing still", () => language.missing.value);
  load.mock.restore();
  language.again();
  await language.ready;
  assert.equal(language.missing.value, false);
});

test("a language that was missing is not any more once the browser wants another one", async context => {
  const load = context.mock.method(pageTexts, "load", () => Promise.reject(new Error("no server")));
  const { language, page } = open();
  await until("it is missing", () => language.missing.value);
  load.mock.restore();
  page.want("fr");
  await until("French", () => page.language === "fr");
  assert.equal(language.missing.value, false);
});
