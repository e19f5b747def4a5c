// SPDX-License-Identifier: AGPL-3.0-only
/** The texts of a person's dialog and of the figures, loaded with them. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

export type ConnectionMessages = Texts<keyof typeof en>;

export const connectionTexts = new Catalogue<keyof typeof en>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** As `t` of the page. */
export const connectionText = connectionTexts.text;
