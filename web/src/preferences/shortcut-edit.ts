// SPDX-License-Identifier: AGPL-3.0-only
/** Changes to which keys do what. */
import {
  actionFor,
  isChord,
  isReserved,
  mostChords,
  without,
  type Action,
  type Shortcuts,
} from "./shortcuts";

/** How adding a chord to an action ends; `taken` by another action. */
export type Addition =
  | { readonly kind: "added"; readonly shortcuts: Shortcuts }
  | { readonly kind: "taken"; readonly by: Action }
  | { readonly kind: "reserved" | "full" | "unknown" };

export function addChord(shortcuts: Shortcuts, action: Action, chord: string): Addition {
  const by = actionFor(shortcuts, chord);
  if (by === action) return { kind: "added", shortcuts };
  if (by !== undefined) return { kind: "taken", by };
  if (isReserved(action, chord)) return { kind: "reserved" };
  if (!isChord(action, chord)) return { kind: "unknown" };
  const chords = shortcuts[action];
  if (chords.length >= mostChords) return { kind: "full" };
  return { kind: "added", shortcuts: { ...shortcuts, [action]: [...chords, chord] } };
}

export function removeChord(shortcuts: Shortcuts, action: Action, chord: string): Shortcuts {
  return { ...shortcuts, [action]: without(shortcuts[action], [chord]) };
}
