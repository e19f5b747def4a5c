// SPDX-License-Identifier: AGPL-3.0-only
/** How keys are written: for people, and for assistive technology. */
import { t } from "../i18n/i18n";
import type { AppModel } from "../state/app-model";
import type { Action } from "../state/keys-model";

const signs: Readonly<Record<string, string>> = { comma: ",", semicolon: ";", equals: "=", plus: "+" };

/** `ctrl+enter` as the keys are labelled: `Ctrl + Enter`. */
export function chordText(chord: string): string {
  return chord.split("+").map(label).join(" + ");
}

function label(key: string): string {
  if (key === "ctrl" || key === "shift" || key === "enter" || key === "space") return t(`key_${key}`);
  const sign = signs[key] ?? key;
  return sign.charAt(0).toUpperCase() + sign.slice(1);
}

/** For aria-keyshortcuts, whose names are those of KeyboardEvent.key (WAI-ARIA 1.2). */
function ariaChord(chord: string): string {
  const keys = chord.split("+").map(key => (key === "ctrl" ? "Control" : (signs[key] ?? key)));
  return keys.map(key => (key === "+" ? "Plus" : key.charAt(0).toUpperCase() + key.slice(1))).join("+");
}

/** The tooltip of a button, with the key that does the same; and that key for assistive technology. */
export function withKeys(
  app: AppModel,
  action: Action,
  name: string,
): { readonly title: string; readonly "aria-keyshortcuts"?: string } {
  const chords = app.keys.shown(action);
  const [first] = chords;
  if (first === undefined) return { title: name };
  return {
    title: t("with_key", { name, key: chordText(first) }),
    "aria-keyshortcuts": chords.map(ariaChord).join(" "),
  };
}
