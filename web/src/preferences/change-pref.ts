// SPDX-License-Identifier: AGPL-3.0-only
import { definitions, isPreference, preferenceKeys } from "./definitions";
import type { Preferences } from "./preferences";

/**
 * `change_pref(key, value)` for the browser's console: sets a preference as the settings do, and stores it. Throws an
 * error that says what would be right.
 */
export function changePref(preferences: Preferences): (key: unknown, value: unknown) => void {
  return (key, value) => {
    if (typeof key !== "string" || !isPreference(key)) {
      throw new Error(`change_pref: ${quote(key)} is no preference; there are ${preferenceKeys.join(", ")}`);
    }
    if (!preferences.set(key, asText(value))) {
      throw new Error(`change_pref: ${key}: expected ${definitions[key].kind.expected}, not ${quote(value)}`);
    }
  };
}

/** What can be no value at all becomes a text that is none. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `(${typeof value})`;
}

function quote(value: unknown): string {
  return JSON.stringify(asText(value).slice(0, 80));
}
