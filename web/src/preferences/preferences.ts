// SPDX-License-Identifier: AGPL-3.0-only
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Random, Store } from "../platform/types";
import { isYes } from "../protocol/fragment";
import {
  definitions,
  isPreference,
  preferenceKeys,
  type Definition,
  type PreferenceKey,
  type PreferenceValues,
} from "./definitions";

const storeKey = (key: PreferenceKey): string => `keks-meet.${key}`;

function definitionOf(key: PreferenceKey): Definition<unknown> {
  return definitions[key];
}

/**
 * What a link says comes before what is stored, and that before the default. What is set while the page is open comes
 * before all of it until another link is followed, and is stored.
 */
export class Preferences {
  private readonly signals = new Map<PreferenceKey, Signal<unknown>>();
  private readonly asked = signal<readonly PreferenceKey[]>([]);

  constructor(
    private readonly store: Store,
    random: Random,
  ) {
    for (const key of preferenceKeys) {
      this.signals.set(key, signal(definitionOf(key).fallback));
      const stored = definitionOf(key).kept ? store.get(storeKey(key)) : undefined;
      if (stored !== undefined) this.take(key, stored);
    }
    if (this.get("username") === "") this.set("username", defaultName(random));
  }

  get<Key extends PreferenceKey>(key: Key): PreferenceValues[Key] {
    return this.signal(key).value;
  }

  /** Follows the preference. */
  signal<Key extends PreferenceKey>(key: Key): ReadonlySignal<PreferenceValues[Key]> {
    return this.signals.get(key) as Signal<PreferenceValues[Key]>;
  }

  /** What the link that was followed wants to be asked for: `microphone_enabled` and the like, until answered. */
  get asks(): ReadonlySignal<readonly PreferenceKey[]> {
    return this.asked;
  }

  answered(key: PreferenceKey): void {
    this.asked.value = this.asked.value.filter(other => other !== key);
  }

  /** False, and nothing changes, if the text is no value of this preference. */
  set(key: PreferenceKey, text: string): boolean {
    if (!this.take(key, text)) return false;
    if (definitionOf(key).kept) this.store.set(storeKey(key), this.text(key));
    return true;
  }

  /** The value as `set` takes it. */
  text(key: PreferenceKey): string {
    return definitionOf(key).kind.format(this.get(key));
  }

  /** The parameters of a link: for this page alone. What is no preference, or no value of one, is ignored. */
  applyLink(params: ReadonlyMap<string, string>): void {
    this.asked.value = [];
    this.put("warn_redirect", isYes(params.get("warn_redirect")));
    for (const [key, text] of params) if (isPreference(key)) this.applyParam(key, text);
  }

  private applyParam(key: PreferenceKey, text: string): void {
    const { link, kind } = definitionOf(key);
    if (link === "ignore") return;
    if (link === "ask" && kind.parse(text)?.value === true) this.asked.value = [...this.asked.value, key];
    else this.take(key, text);
  }

  private take(key: PreferenceKey, text: string): boolean {
    const parsed = definitionOf(key).kind.parse(text);
    if (parsed !== undefined) this.put(key, parsed.value);
    return parsed !== undefined;
  }

  private put(key: PreferenceKey, value: unknown): void {
    const target = this.signals.get(key);
    if (target !== undefined) target.value = value;
  }
}

function defaultName(random: Random): string {
  return `guest-${Math.floor(random.unit() * 9000) + 1000}`;
}
