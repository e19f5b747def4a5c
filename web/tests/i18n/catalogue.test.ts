// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { effect } from "@preact/signals";
import { Catalogue, language, locale, speak } from "../../src/i18n/catalogue";
import { until } from "../support/support";

const english = {
  hello: "Hello {name}",
  size: "{size} bytes",
  files_one: "{count} file of {name}",
  files_other: "{count} files of {name}",
};
const german = {
  hello: "Hallo {name}",
  size: "{size} Bytes",
  files_one: "eine Datei von {name}",
  files_other: "{count} Dateien von {name}",
};

function catalogue(load: () => Promise<typeof german> = () => Promise.resolve(german)) {
  const missing = () => Promise.reject(new Error("not asked for"));
  return new Catalogue<keyof typeof english>(english, { de: load, es: missing, ja: missing, fr: missing });
}

afterEach(() => speak({ language: "en", locale: "en" }));

test("names are filled in once, and what has no name stays", () => {
  const { text } = catalogue();
  assert.equal(text("hello", { name: "{name} $& {size}" }), "Hello {name} $& {size}");
  assert.equal(text("hello"), "Hello {name}");
});

test("whoever shows a text follows the language", async () => {
  const texts = catalogue();
  const shown: string[] = [];
  const end = effect(() => void shown.push(texts.text("hello", { name: "Zoe" })));
  await texts.load("de");
  speak({ language: "de", locale: "de-AT" });
  speak({ language: "en", locale: "en" });
  end();
  assert.deepEqual([...new Set(shown)], ["Hello Zoe", "Hallo Zoe"]);
  assert.equal(shown.at(-1), "Hello Zoe");
});

test("texts that come late are shown when they come, in English before", async () => {
  speak({ language: "de", locale: "de" });
  const texts = catalogue();
  assert.equal(texts.text("size", { size: "3" }), "3 bytes");
  await until("German", () => texts.text("size", { size: "3" }) === "3 Bytes");
});

test("numbers and counts are written as the language does", async () => {
  const texts = catalogue();
  assert.equal(texts.count("files", 1, { name: "Zoe" }), "1 file of Zoe");
  assert.equal(texts.count("files", 0, { name: "Zoe" }), "0 files of Zoe");
  assert.equal(texts.text("size", { size: 1234567.5 }), "1,234,567.5 bytes");
  await texts.load("de");
  speak({ language: "de", locale: "de-DE" });
  assert.equal(texts.count("files", 1, { name: "Zoe" }), "eine Datei von Zoe");
  assert.equal(texts.count("files", 1500, { name: "Zoe" }), "1.500 Dateien von Zoe");
  assert.deepEqual([language(), locale()], ["de", "de-DE"]);
});

test("texts that cannot be had leave English, and are asked for again the next time", async () => {
  let asked = 0;
  const texts = catalogue(() =>
    ++asked === 1 ? Promise.reject(new Error("gone")) : Promise.resolve(german),
  );
  await assert.rejects(texts.load("de"));
  assert.equal(texts.text("hello"), "Hello {name}");
  await Promise.all([texts.load("de"), texts.load("de")]);
  assert.equal(asked, 2);
});
