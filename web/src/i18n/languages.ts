// SPDX-License-Identifier: AGPL-3.0-only
/** The languages that we speak, and which of them a visitor wants. */

export const languages = ["en", "de", "es", "ja", "fr"] as const;

export type Language = (typeof languages)[number];

/** Each in itself, as those who look for it know it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  ja: "日本語",
  fr: "Français",
};

/** A language, and what it is called with its region (BCP 47), for numbers and times: `de` and `de-AT`. */
export interface Speech {
  readonly language: Language;
  readonly locale: string;
}

/**
 * What a visitor has chosen, or else the first of the browser's languages (BCP 47 tags, best first) that we speak, or
 * else English.
 */
export function chooseSpeech(chosen: Language | "auto", wanted: readonly string[]): Speech {
  const language = chosen === "auto" ? wanted.map(languageOf).find(found => found !== undefined) : chosen;
  if (language === undefined) return { language: "en", locale: "en" };
  const locale = wanted.find(tag => languageOf(tag) === language && isLocale(tag));
  return { language, locale: locale ?? language };
}

function languageOf(tag: string): Language | undefined {
  const primary = tag.split(/[-_]/)[0]?.toLowerCase();
  return languages.find(language => language === primary);
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false; // No well-formed tag.
  }
}
