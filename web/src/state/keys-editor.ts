// SPDX-License-Identifier: AGPL-3.0-only
/** Keys are changed by pressing them. */
import type { Preferences } from "../preferences/preferences";
import { addChord, removeChord, type Addition } from "../preferences/shortcut-edit";
import {
  chordOf,
  formatShortcuts,
  type Action,
  type KeyPress,
  type Shortcuts,
} from "../preferences/shortcuts";
import type { KeysModel } from "./keys-model";

export { actions } from "../preferences/shortcuts";

interface Edited {
  readonly preferences: Preferences;
  readonly keys: KeysModel;
}

export interface Outcome {
  readonly chord: string;
  readonly kind: Addition["kind"];
  /** What the chord did before, or does now. */
  readonly action: Action;
}

/** Undefined while only modifiers are held. */
export function addKey(app: Edited, action: Action, press: KeyPress): Outcome | undefined {
  const chord = chordOf(press);
  if (chord === undefined) return undefined;
  const addition = addChord(app.keys.shortcuts.value, action, chord);
  if (addition.kind === "added") keep(app, addition.shortcuts);
  return { chord, kind: addition.kind, action: addition.kind === "taken" ? addition.by : action };
}

export function removeKey(app: Edited, action: Action, chord: string): void {
  keep(app, removeChord(app.keys.shortcuts.value, action, chord));
}

function keep({ preferences }: Edited, shortcuts: Shortcuts): void {
  preferences.set("shortcut_keys", formatShortcuts(shortcuts));
}
