// SPDX-License-Identifier: AGPL-3.0-only
/** Small total decoders for untrusted JSON: each gives a value of the right shape or undefined, and never throws. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function record(value: unknown): JsonRecord | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined;
}

/** The value of an own property: what a prototype carries was not in the message. */
export function field(from: JsonRecord, key: string): unknown {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}

/** The name and value of an object with exactly one key. */
export function single(value: unknown): readonly [name: string, value: unknown] | undefined {
  const object = record(value);
  if (object === undefined) return undefined;
  const entries = Object.entries(object);
  return entries.length === 1 ? entries[0] : undefined;
}

/** A string of at most `max` UTF-16 units. */
export function text(value: unknown, max: number): string | undefined {
  return typeof value === "string" && value.length <= max ? value : undefined;
}

/** An integer from 0 to 2^53-1. */
export function unsigned(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Cuts a string without splitting a surrogate pair, and says so by an ellipsis. */
export function cut(value: string, max: number): string {
  if (value.length <= max) return value;
  const end = /[\ud800-\udbff]/.test(value.charAt(max - 2)) ? max - 2 : max - 1;
  return `${value.slice(0, end)}…`;
}

/** Characters that would let a name reach out of its place on the page: controls, line ends, bidi overrides. */
const unruly = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

/** Spaces, controls, what is unassigned or ignored where it cannot be shown, and the two letters of nothing but room. */
const visible = /[^\p{Default_Ignorable_Code_Point}\p{C}\p{Z}\s\u2800\u{1d159}]/u;

/** The first character that can be seen; undefined for a name that shows nothing at all. */
export function firstVisible(name: string): string | undefined {
  return visible.exec(name)?.[0];
}

/** A name or label for one line of text: no controls, no bidi overrides, spaces joined, cut at `max`. */
export function oneLine(value: unknown, max: number): string | undefined {
  if (typeof value !== "string") return undefined;
  // Cut before cleaning: the work on a hostile name stays bounded.
  const cleaned = value
    .slice(0, max * 4)
    .replace(unruly, " ")
    .replace(/\s+/g, " ")
    .trim();
  return cut(cleaned, max);
}
