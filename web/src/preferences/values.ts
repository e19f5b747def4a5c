// SPDX-License-Identifier: AGPL-3.0-only
/** The kinds of values that preferences have, and how each is written as text: in links, in storage, by hand. */

/** What a control for it looks like: a choice between two or more, a number, or a text. */
export type Shape =
  | { readonly type: "flag" }
  | { readonly type: "number"; readonly min: number; readonly max: number }
  | { readonly type: "words"; readonly words: readonly string[] }
  | { readonly type: "text" };

/** How a value is read and written. `parse` gives undefined for what is no value; texts are untrusted. */
export interface Kind<Value> {
  parse(text: string): { readonly value: Value } | undefined;
  format(value: Value): string;
  /** What values there are, for messages to those who write them by hand. */
  readonly expected: string;
  readonly shape: Shape;
  /** It may be left to the browser. */
  readonly optional?: true;
}

const yes = ["1", "true", "yes"];
const no = ["0", "false", "no"];

export const flag: Kind<boolean> = {
  parse: text => {
    const word = text.trim().toLowerCase();
    if (yes.includes(word)) return { value: true };
    return no.includes(word) ? { value: false } : undefined;
  },
  format: value => (value ? "true" : "false"),
  expected: "true or false",
  shape: { type: "flag" },
};

/** A decimal number from `min` to `max`, both included. */
export function numberFrom(min: number, max: number): Kind<number> {
  return {
    parse: text => {
      const value = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : NaN;
      return value >= min && value <= max ? { value } : undefined;
    },
    format: String,
    expected: `a number from ${min} to ${max}`,
    shape: { type: "number", min, max },
  };
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Kind<Word> {
  return {
    parse: text => {
      const value = words.find(word => word === text.trim());
      return value === undefined ? undefined : { value };
    },
    format: value => value,
    expected: words.join(", "),
    shape: { type: "words", words },
  };
}

/** `read` gives the value as it is to be kept, or undefined if the text is none. */
export function textThat(expected: string, read: (text: string) => string | undefined): Kind<string> {
  return {
    parse: text => {
      const value = read(text);
      return value === undefined ? undefined : { value };
    },
    format: value => value,
    expected,
    shape: { type: "text" },
  };
}

/** Nothing, written as an empty text or `-`, leaves the choice to the browser. */
export function optional<Value>(kind: Kind<Value>): Kind<Value | undefined> {
  return {
    parse: text => (text.trim() === "" || text.trim() === "-" ? { value: undefined } : kind.parse(text)),
    format: value => (value === undefined ? "" : kind.format(value)),
    expected: `${kind.expected}, or nothing`,
    shape: kind.shape,
    optional: true,
  };
}
