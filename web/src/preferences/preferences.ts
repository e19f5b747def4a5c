// SPDX-License-Identifier: AGPL-3.0-only
import { batch, signal, type ReadonlySignal, type Signal } from "@preact/signals";
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

/** Where a value comes from. `link`: from the link that was followed, for this page alone. */
export type Origin = "default" | "chosen" | "link";

interface Entry {
  readonly value: Signal<unknown>;
  readonly origin: Signal<Origin>;
  /** What the link says, while it is in force. */
  linked?: unknown;
}

/**
 * What a link says comes before what is stored, and that before the default. What is set while the page is open comes
 * before all of it until another link is followed, and is stored. What another tab of the browser stores is followed,
 * unless a link says otherwise; a list of another tab is followed with what the link adds to it.
 */
export class Preferences {
  private readonly entries = new Map<PreferenceKey, Entry>();
  private readonly asked = signal<readonly PreferenceKey[]>([]);

  constructor(
    private readonly store: Store,
    private readonly random: Random,
  ) {
    for (const key of preferenceKeys) {
      this.entries.set(key, { value: signal(definitionOf(key).fallback), origin: signal("default") });
      this.readStored(key);
    }
    this.nameGuest();
    store.onChange(changed => {
      for (const key of preferenceKeys) {
        if (changed === undefined || changed === storeKey(key)) this.storedElsewhere(key);
      }
    });
  }

  get<Key extends PreferenceKey>(key: Key): PreferenceValues[Key] {
    return this.signal(key).value;
  }

  /** Follows the preference. */
  signal<Key extends PreferenceKey>(key: Key): ReadonlySignal<PreferenceValues[Key]> {
    return this.entry(key).value as Signal<PreferenceValues[Key]>;
  }

  origin(key: PreferenceKey): ReadonlySignal<Origin> {
    return this.entry(key).origin;
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
    if (!this.take(key, text, "chosen")) return false;
    if (definitionOf(key).kept) this.store.set(storeKey(key), this.text(key));
    return true;
  }

  /** As if nobody had chosen. */
  reset(key: PreferenceKey): void {
    this.put(key, definitionOf(key).fallback, "default");
    this.store.remove(storeKey(key));
    this.nameGuest();
  }

  resetAll(): void {
    for (const key of preferenceKeys) this.reset(key);
  }

  /** The value as `set` takes it. */
  text(key: PreferenceKey): string {
    return definitionOf(key).kind.format(this.get(key));
  }

  /** The parameters of a link: for this page alone. What is no preference, or no value of one, is ignored. */
  applyLink(params: ReadonlyMap<string, string>): void {
    this.asked.value = [];
    const warn = isYes(params.get("warn_redirect"));
    this.put("warn_redirect", warn, warn ? "link" : "default");
    for (const [key, text] of params) if (isPreference(key)) this.applyParam(key, text);
  }

  private applyParam(key: PreferenceKey, text: string): void {
    const { link, kind } = definitionOf(key);
    if (link === "ignore") return;
    const parsed = kind.parse(text);
    if (parsed === undefined) return;
    if (link === "ask" && parsed.value === true) this.asked.value = [...this.asked.value, key];
    else this.putLinked(key, parsed.value);
  }

  private putLinked(key: PreferenceKey, linked: unknown): void {
    this.put(key, this.joined(key, linked), "link");
    this.entry(key).linked = linked;
  }

  private joined(key: PreferenceKey, linked: unknown): unknown {
    const chosen = this.stored(key);
    return chosen === undefined ? linked : (definitionOf(key).join?.(chosen.value, linked) ?? linked);
  }

  private readStored(key: PreferenceKey): boolean {
    const stored = this.stored(key);
    if (stored !== undefined) this.put(key, stored.value, "chosen");
    return stored !== undefined;
  }

  /** undefined if nothing is, or what is no value of this preference. */
  private stored(key: PreferenceKey): { readonly value: unknown } | undefined {
    const { kept, kind } = definitionOf(key);
    const text = kept ? this.store.get(storeKey(key)) : undefined;
    return text === undefined ? undefined : kind.parse(text);
  }

  private storedElsewhere(key: PreferenceKey): void {
    const definition = definitionOf(key);
    if (this.origin(key).value === "link") {
      if (definition.join !== undefined) this.putLinked(key, this.entry(key).linked);
      return;
    }
    if (!definition.kept || this.readStored(key)) return;
    // Reset there. A guest's name that others know stays until the page is left.
    if (key !== "username") this.put(key, definitionOf(key).fallback, "default");
  }

  private nameGuest(): void {
    if (this.get("username") === "") this.set("username", defaultName(this.random));
  }

  private entry(key: PreferenceKey): Entry {
    const entry = this.entries.get(key);
    if (entry === undefined) throw new Error(`${key} is no preference`);
    return entry;
  }

  private take(key: PreferenceKey, text: string, origin: Origin): boolean {
    const parsed = definitionOf(key).kind.parse(text);
    if (parsed !== undefined) this.put(key, parsed.value, origin);
    return parsed !== undefined;
  }

  private put(key: PreferenceKey, value: unknown, origin: Origin): void {
    const entry = this.entry(key);
    batch(() => {
      entry.value.value = value;
      entry.origin.value = origin;
    });
  }
}

function defaultName(random: Random): string {
  return `guest-${Math.floor(random.unit() * 9000) + 1000}`;
}
