// SPDX-License-Identifier: AGPL-3.0-only
/** The texts about the people in the room, what they show and what they say, loaded with those. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

type Key = keyof typeof en;
export type PeopleTexts = Texts<Key>;

export const peopleTexts = new Catalogue<Key>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** As `t` of the page. */
export const tp = peopleTexts.text;
