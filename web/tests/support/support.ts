// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Random } from "../../src/platform/types";

/** The browser's interface to the same cryptography. */
export const subtle = webcrypto.subtle as unknown as SubtleCrypto;

/** As `subtle`, with a derivation of one round: for tests about other things. */
export const quickSubtle = new Proxy(subtle, {
  get(target, name: keyof SubtleCrypto) {
    if (name !== "deriveBits" && name !== "deriveKey") return target[name].bind(target);
    const derive = target[name].bind(target) as (parameters: Pbkdf2Params, ...rest: unknown[]) => unknown;
    return (parameters: Pbkdf2Params, ...rest: unknown[]) =>
      derive({ ...parameters, iterations: 1 }, ...rest);
  },
});

/** Cryptographic where it must be, and in the middle where it may. */
export const testRandom: Random = {
  bytes: length => webcrypto.getRandomValues(new Uint8Array(length)),
  unit: () => 0.5,
};

export function readVectors(name: string): unknown {
  const folder = process.env["KEKS_VECTORS"] ?? "";
  return JSON.parse(readFileSync(path.join(folder, name), "utf8")) as unknown;
}

/** Waits for a condition, turn by turn of the event loop, and says what it waited for if it does not come. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`);
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Long enough for all asynchronous work that is under way to be done: for conditions that must not come. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await subtle.digest("SHA-256", new Uint8Array(1));
    await new Promise(resolve => setImmediate(resolve));
  }
}
