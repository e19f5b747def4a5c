// SPDX-License-Identifier: AGPL-3.0-only
import { instrument } from "./instrument.mjs";

/** Milliseconds that anything here may take before the bench gives up. */
export const patience = 60_000;

/** A page of somebody of their own, with nothing cached. */
export async function newPage(browser, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.addInitScript(instrument);
  return { page, close: () => context.close() };
}

/** Milliseconds from navigation to a moment that the instrument has noted. */
export async function momentOf(page, name) {
  const found = await page.waitForFunction(name => keksBench[name], name, { timeout: patience, polling: 50 });
  return found.jsonValue();
}

export function withParams(url, params) {
  return `${url}?${new URLSearchParams(params)}`;
}
