// SPDX-License-Identifier: AGPL-3.0-only
import { newPage } from "./page.mjs";

/**
 * How fast this machine is: two derivations (protocol section 3) one after the other, in milliseconds. Every client of
 * the protocol must make them, so that times of clients on different machines compare as multiples of it.
 */
export async function twoDerivations(browser, url) {
  const { page, close } = await newPage(browser);
  await page.goto(url);
  const derivations = await page.evaluate(derive);
  await close();
  return { derivations };
}

async function derive() {
  const secret = crypto.getRandomValues(new Uint8Array(16));
  const base = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-512", iterations: 250_000, salt: new Uint8Array(16) };
  const begin = performance.now();
  for (let count = 0; count < 2; count++) await crypto.subtle.deriveBits(parameters, base, 256);
  return performance.now() - begin;
}
