// SPDX-License-Identifier: AGPL-3.0-only
import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds that a condition may take to come true on a slow machine. */
export const patience = 20_000;

/** Asks until the answer is truthy, and returns it. Fails with the last answer after `within` milliseconds. */
export async function until(what, ask, { within = patience, every = 100 } = {}) {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end)
      throw new Error(`Not within ${within} ms: ${what}. The last answer: ${answer}`);
    await pause(every);
  }
}

/** Asks until the number is larger than `before`, and returns it. */
export async function untilAbove(what, before, read, options) {
  let last = before;
  const grown = async () => (last = await read()) > before;
  try {
    await until(what, grown, options);
  } catch (error) {
    throw new Error(`${error.message} (from ${before} to ${last})`, {
      cause: error,
    });
  }
  return last;
}

/** Asks until the number has stayed the same for `time` milliseconds. */
export async function untilStill(what, read, { time = 1500, ...options } = {}) {
  let last = await read();
  let since = performance.now();
  await until(
    what,
    async () => {
      const now = await read();
      if (now !== last) [last, since] = [now, performance.now()];
      return performance.now() - since >= time;
    },
    { every: 150, ...options },
  );
}
