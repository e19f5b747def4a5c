// SPDX-License-Identifier: AGPL-3.0-only
/** What the compiler cannot know of a translation: that it says what the English does, and looks like its language. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { languages, type Language } from "../../src/i18n/languages";
import { allTexts } from "../support/all-texts";

/** Texts that are the same in English: names, and words that the language has from there or shares. */
const shared: Readonly<Record<Exclude<Language, "en">, readonly string[]>> = {
  de: ["Chat"],
  es: ["Chat", "Ctrl"],
  ja: ["Ctrl", "Shift", "Enter"],
  fr: ["Chat", "Ctrl"],
};
const sharedByAll = ["keks-meet", "{name}: {text}", "{name} ({key})", "{percent}, {rate}"];

const others = languages.filter((language): language is Exclude<Language, "en"> => language !== "en");

function everyText(run: (where: string, language: Language, text: string, english: string) => void): void {
  for (const [name, texts] of Object.entries(allTexts)) {
    for (const language of languages) {
      for (const [key, english] of Object.entries(texts.en)) {
        run(`${name}/${language}: ${key}`, language, texts[language][key] ?? "", english);
      }
    }
  }
}

test("every language has the texts of English, and no others", () => {
  for (const [name, texts] of Object.entries(allTexts)) {
    for (const language of others) {
      assert.deepEqual(Object.keys(texts[language]), Object.keys(texts.en), `${name}/${language}`);
    }
  }
});

test("no text is empty, or has space around it", () => {
  everyText((where, _, text) => {
    assert.notEqual(text, "", where);
    assert.equal(text, text.trim(), where);
  });
});

test("the same is filled in everywhere", () => {
  const names = (text: string) => [...text.matchAll(/\{[^}]*\}/g)].map(String).sort();
  everyText((where, _, text, english) => {
    const left = /_one$/.test(where) ? (all: string[]) => all.filter(name => name !== "{count}") : String;
    assert.deepEqual(String(left(names(text))), String(left(names(english))), where);
    assert.doesNotMatch(text.replace(/\{\w+\}/g, ""), /[{}]/, where);
  });
});

test("what is for one is there for more as well, and what is counted says how many", () => {
  for (const { en } of Object.values(allTexts)) {
    for (const [key, text] of Object.entries(en)) {
      if (key.endsWith("_one")) assert.ok(key.replace(/_one$/, "_other") in en, key);
      if (key.replace(/_other$/, "_one") in en && key.endsWith("_other"))
        assert.match(text, /\{count\}/, key);
    }
  }
});

test("our two forms are enough for each language up to a million", () => {
  for (const language of languages) {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    assert.deepEqual(
      categories.filter(category => !["one", "other", "many"].includes(category)),
      [],
      language,
    );
  }
});

test("nothing is left untranslated", () => {
  everyText((where, language, text, english) => {
    if (language === "en" || text !== english) return;
    assert.ok([...sharedByAll, ...shared[language]].includes(text), `${where}: ${text}`);
  });
});

test("no word is listed as shared that is not", () => {
  for (const language of others) {
    for (const word of shared[language]) {
      const found = Object.values(allTexts).some(texts =>
        Object.entries(texts.en).some(([key, text]) => text === word && texts[language][key] === word),
      );
      assert.ok(found, `${language}: ${word}`);
    }
  }
});

/** What a text of the language must not contain. */
const unlike: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [],
  // An ellipsis for left-out words stands apart from the word before it.
  de: [/'/, /\p{L}…/u, /[\p{Ll},] (Sie|Ihr|Ihre|Ihrem|Ihren)\b/u],
  es: [/'/, /(?<!¿[^?]*)\?/, /(?<!¡[^!]*)!/, /\b[uU]sted/],
  ja: [/'/, /[぀-ヿ一-鿿][,.!?:]/, /[A-Za-z0-9]+ [぀-ヿ一-鿿]/],
  fr: [
    /'/,
    /[^\u202f][;!?]/,
    /[^\u00a0](?<!https):/,
    /«[^\u00a0]/,
    /[^\u00a0]»/,
    /(?<!\p{L})(tu|ton|ta|tes|toi)(?!\p{L})/iu,
  ],
};

test("the marks are those of the language", () => {
  everyText((where, language, text) => {
    for (const pattern of [/\.\.\./, /"/, / - /, ...unlike[language]])
      assert.doesNotMatch(text, pattern, where);
  });
});
