// SPDX-License-Identifier: AGPL-3.0-only
import { effect } from "@preact/signals";
import { t } from "../i18n/i18n";
import { td } from "../i18n/devices/texts";
import type { PreferenceKey } from "../preferences/definitions";
import type { Preferences } from "../preferences/preferences";
import type { Notice, Notices } from "./notices";
import { sourceKinds, startKeys, type SourceKind } from "./own-media";

/**
 * What should start when the room is entered, but only if the user says so now: what a link asks for, which anybody
 * can send, and screens, which browsers give to a click alone.
 */
export class AskedSources {
  private before: readonly PreferenceKey[] = [];

  constructor(
    private readonly preferences: Preferences,
    private readonly notify: (notice: Notice) => void,
    private readonly notices: Notices,
    private readonly start: (kind: SourceKind) => void,
  ) {
    effect(() => this.follow(preferences.asks.value));
  }

  ask(kind: SourceKind): void {
    this.notify({
      id: `ask-${kind}`,
      title: td("notice_ask_title", { device: t(kind) }),
      text: td("notice_ask_text"),
      action: { label: td(`start_${kind}`), run: () => this.start(kind) },
    });
  }

  answered(kind: SourceKind): void {
    this.notices.dismiss(`ask-${kind}`);
    this.preferences.answered(startKeys[kind]);
  }

  private follow(asks: readonly PreferenceKey[]): void {
    const before = this.before;
    this.before = asks;
    for (const kind of sourceKinds) {
      const asked = asks.includes(startKeys[kind]);
      if (asked === before.includes(startKeys[kind])) continue;
      if (asked) queueMicrotask(() => this.ask(kind));
      else this.notices.dismiss(`ask-${kind}`);
    }
  }
}
