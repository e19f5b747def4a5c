// SPDX-License-Identifier: AGPL-3.0-only
/** The texts of what is said of the room, its link and the server at the top of the page, loaded with it. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

type Key = keyof typeof en;
export type WarningsTexts = Texts<Key>;

export const warningsTexts = new Catalogue<Key>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** As `t` of the page. */
export const warningText = warningsTexts.text;
