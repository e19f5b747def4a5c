// SPDX-License-Identifier: AGPL-3.0-only
/** How a device is allowed that the browser has forbidden, loaded when one is. */
import { Catalogue, type Texts } from "../catalogue";
import { en } from "./en";

export type PermissionMessages = Texts<keyof typeof en>;

export const permissionTexts = new Catalogue<keyof typeof en>(en, {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ja: async () => (await import("./ja")).ja,
  fr: async () => (await import("./fr")).fr,
});
