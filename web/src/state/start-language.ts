// SPDX-License-Identifier: AGPL-3.0-only
import { signal, type ReadonlySignal } from "@preact/signals";
import type { PreferenceValues } from "../preferences/definitions";
import { LanguageModel, type LanguageDeps } from "./language-model";

/** The language of the start page, which can be chosen there. */
export class StartLanguage {
  readonly chosen: ReadonlySignal<PreferenceValues["language"]>;
  /** Its texts could not be had. */
  readonly missing = signal(false);
  private retry: (() => void) | undefined;
  private readonly model: LanguageModel;

  constructor(private readonly deps: Omit<LanguageDeps, "failed" | "spoken">) {
    this.chosen = deps.preferences.signal("language");
    this.model = new LanguageModel({
      ...deps,
      failed: again => this.failed(again),
      spoken: () => (this.missing.value = false),
    });
  }

  get ready(): Promise<void> {
    return this.model.ready;
  }

  choose(language: string): void {
    this.missing.value = false;
    this.deps.preferences.set("language", language);
  }

  again(): void {
    this.missing.value = false;
    this.retry?.();
  }

  private failed(again: () => void): void {
    this.retry = again;
    this.missing.value = true;
  }
}
