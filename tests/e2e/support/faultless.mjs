// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { assertAccessible } from "./axe.mjs";
import { laidOut, picture } from "./gallery.mjs";

/** At each width: no fault that axe knows, nothing beside the page, and room for what stands on each button. */
export async function isFaultless(page) {
  await laidOut(page);
  await assertAccessible(page);
  const [wide, long] = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  });
  assert.ok(wide <= 0, `it scrolls sideways by ${wide} px`);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("button, a.button")]
      .filter(button => button.scrollWidth > button.clientWidth + 1)
      .map(({ outerHTML }) => outerHTML),
  );
  assert.deepEqual(cut, [], "what stands on a button is cut");
  // A meeting has the window for itself: a longer page would get a scroll bar.
  if ((await page.locator(".meeting").count()) > 0) assert.ok(long <= 0, `it is ${long} px too long`);
}

/** Keeps a picture of a state at each width, and looks at each for faults. */
export const keeps = (person, state, options = {}) =>
  picture(person, state, { check: isFaultless, ...options });
