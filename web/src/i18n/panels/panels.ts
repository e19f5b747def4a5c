// SPDX-License-Identifier: AGPL-3.0-only
/** The texts of the panels that are loaded when they are opened: invitation, known rooms, image view. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

export type PanelMessages = Texts<keyof typeof en>;

export const panelTexts = new Catalogue<keyof typeof en>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** As `t` of the page. */
export const panelText = panelTexts.text;

/** As `tCount` of the page. */
export const panelCount = panelTexts.count;
