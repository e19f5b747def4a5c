// SPDX-License-Identifier: AGPL-3.0-only
import { signal, type ReadonlySignal } from "@preact/signals";
import { definitions, type Definition, type PreferenceKey } from "../preferences/definitions";
import type { Origin, Preferences } from "../preferences/preferences";
import type { Group } from "./settings-groups";

export type { PreferenceKey } from "../preferences/definitions";

function definitionOf(key: PreferenceKey): Definition<unknown> {
  return definitions[key];
}

/** Whether the settings are open, and what can be done in them. Which there are stands in settings-groups.ts. */
export class SettingsModel {
  /** Which group is shown; undefined while the settings are closed. */
  readonly group = signal<Group | undefined>(undefined);

  constructor(private readonly preferences: Preferences) {}

  open(group: Group = "you"): void {
    this.group.value = group;
  }

  close(): void {
    this.group.value = undefined;
  }

  /** The value as `set` takes it; whoever reads it while rendering follows it. */
  text(key: PreferenceKey): string {
    return this.preferences.text(key);
  }

  origin(key: PreferenceKey): ReadonlySignal<Origin> {
    return this.preferences.origin(key);
  }

  isDefault(key: PreferenceKey): boolean {
    return this.text(key) === definitionOf(key).kind.format(definitionOf(key).fallback);
  }

  /** False, and nothing changes, if the text is no value. */
  set(key: PreferenceKey, text: string): boolean {
    return this.preferences.set(key, text);
  }

  reset(key: PreferenceKey): void {
    this.preferences.reset(key);
  }

  resetAll(): void {
    this.preferences.resetAll();
  }
}
