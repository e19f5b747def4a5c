// SPDX-License-Identifier: AGPL-3.0-only
/** The texts about our own devices, loaded once one is used. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

export type DevicesKey = keyof typeof en;
export type DevicesTexts = Texts<DevicesKey>;

export const devicesTexts = new Catalogue<DevicesKey>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

/** As `t` of the page. */
export const td = devicesTexts.text;
