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

export class KeysModel {
  /** Raised when the chat is to take the keyboard's focus. */
  readonly chatCalled = signal(0);
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
    if (action === undefined) return false;
    this.act(action);
    return true;
  }

  /** What the page tells about keys: none while they are switched off. */
  shown(action: Action): readonly string[] {
    return this.preferences.get("shortcuts") ? this.shortcuts.value[action] : [];
  }

  private act(action: Action): void {
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
        this.chatCalled.value += 1;
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
