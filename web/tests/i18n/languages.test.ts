// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseSpeech, languages } from "../../src/i18n/languages";
import { definitions } from "../../src/preferences/definitions";

const cases = [
  { wanted: ["de-DE", "en"], speech: ["de", "de-DE"] },
  { wanted: ["nl", "pt-BR", "fr-CA", "en"], speech: ["fr", "fr-CA"] },
  { wanted: ["ja"], speech: ["ja", "ja"] },
  { wanted: ["ES-mx"], speech: ["es", "ES-mx"] },
  { wanted: ["nl"], speech: ["en", "en"] },
  { wanted: [], speech: ["en", "en"] },
  { wanted: ["den", "__proto__", "de_DE"], speech: ["de", "de"] },
  { chosen: "ja", wanted: ["de-DE", "ja-JP"], speech: ["ja", "ja-JP"] },
  { chosen: "es", wanted: ["de-DE"], speech: ["es", "es"] },
] as const;

for (const { wanted, speech, ...rest } of cases) {
  const chosen = "chosen" in rest ? rest.chosen : "auto";
  test(`${chosen} of [${wanted.join(" ")}] is ${speech.join(", ")}`, () => {
    const { language, locale } = chooseSpeech(chosen, wanted);
    assert.deepEqual([language, locale], speech);
  });
}

test("every language can be chosen", () => {
  for (const language of ["auto", ...languages]) {
    assert.deepEqual(definitions.language.kind.parse(language), { value: language });
  }
});
