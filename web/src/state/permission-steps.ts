// SPDX-License-Identifier: AGPL-3.0-only
/** Which buttons allow a device that was forbidden: each family of browsers has them elsewhere. */
import { language } from "../i18n/catalogue";
import { t } from "../i18n/i18n";
import { permissionTexts, type PermissionMessages } from "../i18n/permission/texts";
import type { Page } from "../platform/types";
import type { SourceKind } from "../resources/own-source";

export type BrowserFamily = keyof PermissionMessages;

export type KnownBrowser = Pick<Page, "userAgent" | "touchPoints">;

/** All browsers of iOS are Safari inside, but for the others the system's settings decide. */
const otherThanSafari = /CriOS|FxiOS|EdgiOS|OPiOS|OPT\/|DuckDuckGo|YaBrowser|Brave/;

/** undefined for what we do not know. Browsers of a family that are called otherwise tell its name as well. */
export function browserFamily(browser: KnownBrowser): BrowserFamily | undefined {
  const name = browser.userAgent();
  const android = name.includes("Android");
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const mac = name.includes("Macintosh");
  if (/iPhone|iPad|iPod/.test(name) || (mac && browser.touchPoints() > 1))
    return otherThanSafari.test(name) ? "ios_app" : "safari_ios";
  if (name.includes("Firefox/")) return android ? "firefox_android" : "firefox";
  if (/Chrom(e|ium)\//.test(name)) return android ? "chromium_android" : "chromium";
  return mac && name.includes("Safari/") ? "safari" : undefined;
}

/** Makes the words, in the language that is spoken by then; undefined if this browser is not known. */
export async function permissionSteps(
  kind: SourceKind,
  browser: KnownBrowser,
): Promise<(() => string) | undefined> {
  const family = browserFamily(browser);
  if (family === undefined) return undefined;
  await permissionTexts.load(language());
  return () => permissionTexts.text(family, { device: t(kind) });
}
