// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { language, locale, pageTexts, speak, t } from "../../src/i18n/i18n";
import { Preferences } from "../../src/preferences/preferences";
import { LanguageModel } from "../../src/state/language-model";
import { FakePage, MemoryStore } from "../support/fake-page";
import { ManualClock } from "../support/manual-clock";
import { testRandom, until } from "../support/support";

function open(...wanted: string[]) {
  const page = new FakePage("#room");
  page.wantedLanguages = wanted;
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const clock = new ManualClock();
  const events: string[] = [];
  const failed = () => void events.push("failed");
  const spoken = () => void events.push("spoken");
  const model = new LanguageModel({ page, clock, preferences, failed, spoken });
  return { page, preferences, clock, model, events };
}

afterEach(() => speak({ language: "en", locale: "en" }));

test("the page waits for the browser's language, and speaks it", async () => {
  const { model, page } = open("fr-CH", "en");
  await model.ready;
  assert.equal(t("leave"), "Quitter");
  assert.equal(page.language, "fr");
  assert.equal(locale(), "fr-CH");
});

test("a choice, or another language of the browser, is followed at once", async () => {
  const { model, page, preferences } = open("de");
  await model.ready;
  page.want("ja");
  await until("Japanese", () => t("leave") === "退出");
  preferences.set("language", "es");
  await until("Spanish", () => t("leave") === "Salir");
  page.want("fr");
  preferences.set("language", "auto");
  await until("French", () => page.language === "fr");
  preferences.set("language", "en");
  await until("English", () => t("leave") === "Leave" && page.language === "en");
});

test("of two choices in a row the second holds", async () => {
  const { model, preferences, page } = open("en");
  await model.ready;
  preferences.set("language", "ja");
  preferences.set("language", "de");
  await until("German", () => page.language === "de");
  assert.equal(language(), "de");
});

test("the page does not wait for ever, and a language that cannot be had is told", async context => {
  const endless = context.mock.method(pageTexts, "load", () => new Promise<void>(() => undefined));
  const { model, clock } = open("de");
  clock.elapse(1_500);
  await model.ready;
  assert.equal(t("leave"), "Leave");
  endless.mock.restore();
  context.mock.method(pageTexts, "load", () => Promise.reject(new Error("gone")));
  const { model: other, events, page } = open("de");
  await other.ready;
  assert.deepEqual(events, ["failed"]);
  assert.equal(page.language, "en");
  assert.equal(t("leave"), "Leave");
  context.mock.restoreAll();
  page.want("fr");
  await until("French", () => page.language === "fr");
  assert.deepEqual(events, ["failed", "spoken"]);
});
