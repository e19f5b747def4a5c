// SPDX-License-Identifier: AGPL-3.0-only
import type { Random, Store } from "../platform/types";
import { firstVisible, oneLine } from "../protocol/decode";
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
    return name === undefined || firstVisible(name) === undefined ? undefined : name;
  },
  warn_redirect: isYes,
};

/** Kept in the browser; the rest lives as long as the page. */
const kept: readonly PreferenceKey[] = ["username"];

const storeKey = (key: PreferenceKey): string => `keks-meet.${key}`;

/**
 * What a link says comes before what is stored, and that before the default. What is set while the page is open comes
 * before all of it until another link is followed, and is stored.
 */
export class Preferences {
  private readonly values: PreferenceValues;

  constructor(
    private readonly store: Store,
    random: Random,
  ) {
    const username = store.get(storeKey("username"));
    this.values = { username: "", warn_redirect: false };
    if (username === undefined || !this.take("username", username)) this.set("username", defaultName(random));
  }

  get<Key extends PreferenceKey>(key: Key): PreferenceValues[Key] {
    return this.values[key];
  }

  /** False, and nothing changes, if the text is no value of this preference. */
  set(key: PreferenceKey, text: string): boolean {
    if (!this.take(key, text)) return false;
    if (kept.includes(key)) this.store.set(storeKey(key), text);
    return true;
  }

  /** The parameters of a link: for this page alone. What is no preference, or no value of one, is ignored. */
  applyLink(params: ReadonlyMap<string, string>): void {
    this.values.warn_redirect = false;
    for (const [key, text] of params) if (isPreference(key)) this.take(key, text);
  }

  private take(key: PreferenceKey, text: string): boolean {
    const value = parsers[key](text);
    if (value !== undefined) Object.assign(this.values, { [key]: value });
    return value !== undefined;
  }
}

function isPreference(key: string): key is PreferenceKey {
  return Object.hasOwn(parsers, key);
}

function defaultName(random: Random): string {
  return `guest-${Math.floor(random.unit() * 9000) + 1000}`;
}
