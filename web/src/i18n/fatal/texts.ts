// SPDX-License-Identifier: AGPL-3.0-only
/** The texts of the page where there can be no room. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

type Key = keyof typeof en;
export type FatalTexts = Texts<Key>;

export const fatalTexts = new Catalogue<Key>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** As `t` of the page. */
export const fatalText = fatalTexts.text;
