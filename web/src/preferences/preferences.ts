// SPDX-License-Identifier: AGPL-3.0-only
import type { Random, Store } from "../platform/types";
import { oneLine } from "../protocol/decode";
import { isYes } from "../protocol/fragment";
import { limits } from "../protocol/limits";

/** What each preference is. A link can set every one of them, so none may start a camera, a microphone or a screen. */
export interface PreferenceValues {
  username: string;
  /** Set by the server's redirect from the address format that showed it the room's secret. */
  warn_redirect: boolean;
}

export type PreferenceKey = keyof PreferenceValues;

type Parsers = { readonly [Key in PreferenceKey]: (text: string) => PreferenceValues[Key] | undefined };

const parsers: Parsers = {
  username: text => {
    const name = oneLine(text, limits.nameLength);
    return name === "" ? undefined : name;
  },
  warn_redirect: isYes,
};

/** Kept in the browser; the rest lives as long as the page. */
const kept: readonly PreferenceKey[] = ["username"];

const storeKey = (key: PreferenceKey): string => `keks-meet.${key}`;

/**
 * The link's parameters come before what is stored, and that before the default. What is set while the page is open
 * comes before all, and is stored.
 */
export class Preferences {
  private readonly values: PreferenceValues;

  constructor(
    params: ReadonlyMap<string, string>,
    private readonly store: Store,
    random: Random,
  ) {
    const read = <Key extends PreferenceKey>(key: Key): PreferenceValues[Key] | undefined => {
      const stored = kept.includes(key) ? store.get(storeKey(key)) : undefined;
      const texts = [params.get(key), stored].filter(text => text !== undefined);
      return texts.map(text => parsers[key](text)).find(value => value !== undefined);
    };
    this.values = {
      username: read("username") ?? this.keep("username", defaultName(random)),
      warn_redirect: read("warn_redirect") ?? false,
    };
  }

  get<Key extends PreferenceKey>(key: Key): PreferenceValues[Key] {
    return this.values[key];
  }

  /** False, and nothing changes, if the text is no value of this preference. */
  set(key: PreferenceKey, text: string): boolean {
    const value = parsers[key](text);
    if (value === undefined) return false;
    Object.assign(this.values, { [key]: value });
    this.keep(key, text);
    return true;
  }

  private keep(key: PreferenceKey, text: string): string {
    if (kept.includes(key)) this.store.set(storeKey(key), text);
    return text;
  }
}

function defaultName(random: Random): string {
  return `guest-${Math.floor(random.unit() * 9000) + 1000}`;
}
