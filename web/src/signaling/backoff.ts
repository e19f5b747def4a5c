// SPDX-License-Identifier: AGPL-3.0-only

export const backoffLimits = { first: 500, longest: 15_000 } as const;

/**
 * Milliseconds to wait before the connection attempt after `failures` (1 or more) failed ones: doubling, bounded, and
 * spread over half of its length, so that the clients of a restarted server do not all come at once.
 */
export function backoffDelay(failures: number, unit: number): number {
  const full = Math.min(backoffLimits.longest, backoffLimits.first * 2 ** Math.min(failures - 1, 16));
  return full / 2 + (full / 2) * unit;
}
