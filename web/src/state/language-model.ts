// SPDX-License-Identifier: AGPL-3.0-only
import { effect, signal } from "@preact/signals";
import { pageTexts, speak } from "../i18n/i18n";
import { chooseSpeech, type Speech } from "../i18n/languages";
import type { Clock, Page } from "../platform/types";
import type { Preferences } from "../preferences/preferences";

/** Milliseconds that the first paint waits for the language: until then an empty page is better than another one. */
const longest = 1_500;

export interface LanguageDeps {
  readonly page: Page;
  readonly clock: Clock;
  readonly preferences: Preferences;
  /** The texts cannot be had, and the page stays in the language that it has: `again` tries once more. */
  readonly failed: (again: () => void) => void;
  /** The page speaks what was chosen: no other language is missing any more. */
  readonly spoken: () => void;
}

/** The page speaks the language that was chosen, or the browser's. */
export class LanguageModel {
  /** Resolves when the page can be shown: its language is there, cannot be had, or takes too long. */
  readonly ready: Promise<void>;
  private readonly wanted = signal<readonly string[]>([]);
  private turn = 0;

  constructor(private readonly deps: LanguageDeps) {
    const { page, clock } = deps;
    page.onLanguageChange(() => (this.wanted.value = page.languages()));
    this.wanted.value = page.languages();
    let first: Promise<void> | undefined;
    effect(() => {
      const following = this.follow(this.speech());
      first ??= following;
    });
    this.ready = Promise.race([first, new Promise<void>(resolve => clock.after(longest, resolve))]);
  }

  private again(): void {
    void this.follow(this.speech());
  }

  private speech(): Speech {
    return chooseSpeech(this.deps.preferences.get("language"), this.wanted.value);
  }

  private async follow(speech: Speech): Promise<void> {
    const turn = ++this.turn;
    try {
      await pageTexts.load(speech.language);
    } catch {
      if (turn === this.turn) this.deps.failed(() => this.again());
      return;
    }
    // Meanwhile another language may have been chosen.
    if (turn !== this.turn) return;
    speak(speech);
    this.deps.page.setLanguage(speech.language);
    this.deps.spoken();
  }
}
