// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Which keys do what. As text: `action=chord,chord;action=chord`, where a chord is a key, lower-case, after the
 * modifiers that are held with it: `m`, `ctrl+enter`. An action without chords has no key; one that the text does not
 * name has its default, less what the text gives to another.
 */

export const actions = [
  "chat",
  "microphone",
  "talk",
  "camera",
  "screen",
  "stop_all",
  "paste",
  "settings",
  "keys",
] as const;

export type Action = (typeof actions)[number];

export type Shortcuts = Readonly<Record<Action, readonly string[]>>;

export const defaultShortcuts: Shortcuts = {
  chat: ["ctrl+enter"],
  microphone: ["m", "r"],
  talk: ["space"],
  camera: ["c"],
  screen: ["s"],
  stop_all: ["ctrl+c"],
  paste: ["ctrl+v"],
  settings: ["comma"],
  keys: ["?"],
};

/** The part of a KeyboardEvent that says which keys are held. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Chords of one action. */
export const mostChords = 4;
/** Characters of the text. */
const longest = 1000;

/** Keys whose signs the text itself is written with. */
const names = new Map([
  [",", "comma"],
  [";", "semicolon"],
  ["=", "equals"],
  ["+", "plus"],
  [" ", "space"],
]);

const modifiers = ["ctrl", "alt", "shift", "meta"] as const;

/** These work the page by keyboard, type, or paste: no action has them but one whose default they are. */
const reserved =
  /^((shift\+)?(tab|enter|escape|space|backspace|delete|arrow\w+|page(up|down)|home|end)|ctrl\+v)$/;

/** Not a key that is pressed, but one that is held, or the input method's. */
const noKeys = new Set(["control", "alt", "shift", "meta", "altgraph", "dead", "process", "unidentified"]);

/** What is pressed, or undefined while only modifiers are. */
export function chordOf(press: KeyPress): string | undefined {
  const key = keyOf(press);
  if (key === undefined) return undefined;
  // A sign such as ? says itself that Shift is held, or AltGr, which comes as Ctrl with Alt.
  const sign = press.key.length === 1 && !/^[a-z0-9]$/.test(key);
  const typed = sign && press.ctrlKey === press.altKey;
  const held = [
    press.ctrlKey && !typed && "ctrl",
    press.altKey && !typed && "alt",
    press.shiftKey && !sign && "shift",
    press.metaKey && "meta",
  ];
  return [...held.filter(name => name !== false), key].join("+");
}

function keyOf({ key, code }: KeyPress): string | undefined {
  const name = key.toLowerCase();
  if (name === "" || noKeys.has(name)) return undefined;
  // Of scripts without these letters, the place on the keyboard counts.
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  if (place !== undefined && key.length === 1 && !/[ -~]/.test(key)) return place.toLowerCase();
  return names.get(name) ?? name;
}

/** Which action a chord has. */
export function actionFor(shortcuts: Shortcuts, chord: string): Action | undefined {
  return actions.find(action => shortcuts[action].includes(chord));
}

export function isReserved(action: Action, chord: string): boolean {
  return reserved.test(chord) && !defaultShortcuts[action].includes(chord);
}

/** Undefined for what is not written this way, is reserved, or gives one chord to two actions. */
export function parseShortcuts(text: string): Shortcuts | undefined {
  if (text.length > longest) return undefined;
  const given = new Map<Action, readonly string[]>();
  for (const part of text.split(";").filter(one => one.trim() !== "")) {
    const [name = "", list, ...rest] = part.split("=").map(word => word.trim().toLowerCase());
    const action = actions.find(one => one === name);
    const chords = (list ?? "").split(",").filter(chord => chord !== "");
    if (action === undefined || list === undefined || rest.length > 0 || given.has(action)) return undefined;
    if (chords.length > mostChords || !chords.every(chord => isChord(action, chord))) return undefined;
    given.set(action, chords);
  }
  const taken = [...given.values()].flat();
  if (new Set(taken).size < taken.length) return undefined;
  return forEach(action => given.get(action) ?? without(defaultShortcuts[action], taken));
}

export function isChord(action: Action, text: string): boolean {
  const held = text.split("+");
  const key = held.pop() ?? "";
  const places = held.map(name => modifiers.findIndex(modifier => modifier === name));
  const ordered = places.every((place, at) => place > (places[at - 1] ?? -1));
  return ordered && /^([!-~]|[a-z][a-z0-9]{1,20})$/.test(key) && !isReserved(action, text);
}

export function formatShortcuts(shortcuts: Shortcuts): string {
  return actions.map(action => `${action}=${shortcuts[action].join(",")}`).join(";");
}

export function without(chords: readonly string[], others: readonly string[]): readonly string[] {
  return chords.filter(chord => !others.includes(chord));
}

function forEach(chordsOf: (action: Action) => readonly string[]): Shortcuts {
  return Object.fromEntries(actions.map(action => [action, chordsOf(action)])) as unknown as Shortcuts;
}
