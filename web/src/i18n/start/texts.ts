// SPDX-License-Identifier: AGPL-3.0-only
/** The texts of the start page alone. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

type Key = keyof typeof en;
export type StartTexts = Texts<Key>;

export const startTexts = new Catalogue<Key>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** As `t` of the page. */
export const startText = startTexts.text;
