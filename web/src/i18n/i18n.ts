// SPDX-License-Identifier: AGPL-3.0-only
/** The texts of the page itself. Parts that are loaded later bring a catalogue of their own (i18n/settings). */
import { Catalogue, type Texts } from "./catalogue";
import { en } from "./en";

export { language, locale, speak } from "./catalogue";

export type MessageKey = keyof typeof en;
export type Messages = Texts<MessageKey>;

export const pageTexts = new Catalogue<MessageKey>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** The message in the language of the page, with `{name}` replaced by `params.name`. */
export const t = pageTexts.text;

/** As `t`, for one or for more of something: the texts are `stem_one` and `stem_other`, with `{count}` in them. */
export const tCount = pageTexts.count;
