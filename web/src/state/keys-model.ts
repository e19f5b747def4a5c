// SPDX-License-Identifier: AGPL-3.0-only
/** Keys that do what buttons do. */
import { computed, signal, type Signal } from "@preact/signals";
import type { Preferences } from "../preferences/preferences";
import {
  actionFor,
  chordOf,
  defaultShortcuts,
  parseShortcuts,
  type Action,
  type KeyPress,
  type Shortcuts,
} from "../preferences/shortcuts";
import { sourceKinds, type OwnMedia } from "./own-media";
import type { SettingsModel } from "./settings-model";

export type { Action, KeyPress } from "../preferences/shortcuts";

/** A key that went down somewhere in the page. */
export interface PagePress extends KeyPress {
  /** It is held, and was reported before. */
  readonly repeat: boolean;
  /** It goes into a field, or a dialog is open. */
  readonly typing: boolean;
  /** Text is selected, which Ctrl+C copies. */
  readonly selecting: boolean;
}

/** What the keys work. */
export interface Worked {
  readonly media: Pick<OwnMedia, "toggle" | "stopKind">;
  readonly canShareScreen: boolean;
  readonly chatOpen: Signal<boolean>;
  readonly settings: Pick<SettingsModel, "open">;
}

/** On any system: the browser's own key to paste with. */
const browserPaste = "ctrl+v";

type Called = "chat" | "paste";

export class KeysModel {
  /** What the page itself is to do, anew each time: the chat takes the keyboard's focus, or what the clipboard has. */
  readonly called = signal<{ readonly action: Called } | undefined>(undefined);
  readonly shortcuts = computed<Shortcuts>(
    () => parseShortcuts(this.preferences.get("shortcut_keys")) ?? defaultShortcuts,
  );

  constructor(
    private readonly preferences: Preferences,
    private readonly page: Worked,
  ) {}

  /** True if the key did something. */
  press(press: PagePress): boolean {
    if (!this.preferences.get("shortcuts") || press.repeat || press.typing) return false;
    const chord = chordOf(press);
    if (chord === undefined || (chord === "ctrl+c" && press.selecting)) return false;
    const action = actionFor(this.shortcuts.value, chord);
    // To talk a key is held (ui/push-to-talk.ts), and what Ctrl+V pastes comes from the browser.
    if (action === undefined || action === "talk" || chord === browserPaste) return false;
    this.act(action);
    return true;
  }

  /** Whether what the browser pastes goes to the chat, although nobody is writing there. */
  get pastes(): boolean {
    return this.shown("paste").includes(browserPaste);
  }

  /** What the page tells about keys: none while they are switched off. */
  shown(action: Action): readonly string[] {
    return this.preferences.get("shortcuts") ? this.shortcuts.value[action] : [];
  }

  private act(action: Exclude<Action, "talk">): void {
    switch (action) {
      case "microphone":
      case "camera":
        return this.page.media.toggle(action);
      case "screen":
        return this.page.canShareScreen ? this.page.media.toggle(action) : undefined;
      case "stop_all":
        return this.stopAll();
      case "chat":
        this.page.chatOpen.value = true;
        this.called.value = { action };
        return;
      case "paste":
        this.called.value = { action };
        return;
      case "settings":
        return this.page.settings.open();
      case "keys":
        return this.page.settings.open("keys");
    }
  }

  private stopAll(): void {
    for (const kind of sourceKinds) this.page.media.stopKind(kind);
  }
}
