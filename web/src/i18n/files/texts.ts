// SPDX-License-Identifier: AGPL-3.0-only
/** The texts about files, which are loaded with them. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

export type FilesKey = keyof typeof en;
export type FilesTexts = Texts<FilesKey>;

export const filesTexts = new Catalogue<FilesKey>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});

export const tf = filesTexts.text;
export const tfCount = filesTexts.count;
