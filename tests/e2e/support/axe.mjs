// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Nothing at all, however small axe calls it. */
export async function assertAccessible(page) {
  // Evaluated by the debugger, which the page's own policy on scripts does not bind.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run());
  const words = violations.map(
    ({ id, impact, help, nodes }) => `${impact} ${id}: ${help}: ${nodes.map(node => node.html).join(" | ")}`,
  );
  assert.deepEqual(words, []);
}
