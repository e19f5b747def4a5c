// SPDX-License-Identifier: AGPL-3.0-only
/** The texts of the settings, which are loaded with them. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

export type SettingsKey = keyof typeof en;
export type SettingsTexts = Texts<SettingsKey>;

export const settingsTexts = new Catalogue<SettingsKey>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

export const ts = settingsTexts.text;
