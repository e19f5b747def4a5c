// SPDX-License-Identifier: AGPL-3.0-only
import type { Page, Store } from "../../src/platform/types";

/** A page without a browser: the test turns its address, hides it and brings it back. */
export class FakePage implements Page {
  readonly gone: string[] = [];
  title = "";
  private wide = true;
  language = "en";
  wantedLanguages: readonly string[] = ["en-GB"];
  hidden = false;
  browser = "Test 1.0";
  fingers = 0;
  /** Whether it asks before it is left. */
  prompts = false;
  config: () => Promise<string> = () => Promise.resolve("{}");
  private readonly listeners = {
    hash: [] as (() => void)[],
    hide: [] as (() => void)[],
    return: [] as (() => void)[],
    width: [] as (() => void)[],
    language: [] as (() => void)[],
    visibility: [] as (() => void)[],
  };

  constructor(private fragment: string) {}

  hash(): string {
    return this.fragment;
  }
  rewriteHash(hash: string): void {
    this.fragment = hash;
  }
  onHashChange(run: () => void): void {
    this.listeners.hash.push(run);
  }
  onOnline(): void {
    // This network never goes away.
  }
  onHide(run: () => void): void {
    this.listeners.hide.push(run);
  }
  promptBeforeLeaving(on: boolean): void {
    this.prompts = on;
  }
  onReturn(run: () => void): void {
    this.listeners.return.push(run);
  }
  isHidden(): boolean {
    return this.hidden;
  }
  onVisibilityChange(run: () => void): void {
    this.listeners.visibility.push(run);
  }
  url(relative: string): string {
    return new URL(relative, "https://meet.example/deep/room?x=1#old").href;
  }
  go(relative: string): void {
    this.gone.push(relative);
  }
  replace(relative: string): void {
    this.gone.push(relative);
  }
  setTitle(title: string): void {
    this.title = title;
  }
  languages(): readonly string[] {
    return this.wantedLanguages;
  }
  onLanguageChange(run: () => void): void {
    this.listeners.language.push(run);
  }
  setLanguage(tag: string): void {
    this.language = tag;
  }
  fetchText(): Promise<string> {
    return this.config();
  }
  userAgent(): string {
    return this.browser;
  }
  touchPoints(): number {
    return this.fingers;
  }
  isWide(): boolean {
    return this.wide;
  }
  onWidthChange(run: () => void): void {
    this.listeners.width.push(run);
  }

  turnTo(fragment: string): void {
    this.fragment = fragment;
    for (const run of this.listeners.hash) run();
  }
  resize(wide: boolean): void {
    this.wide = wide;
    for (const run of this.listeners.width) run();
  }
  /** The tab goes behind another, or comes to the front. */
  cover(hidden: boolean): void {
    this.hidden = hidden;
    for (const run of this.listeners.visibility) run();
  }
  hide(): void {
    for (const run of this.listeners.hide) run();
  }
  want(...tags: string[]): void {
    this.wantedLanguages = tags;
    for (const run of this.listeners.language) run();
  }
  comeBack(): void {
    for (const run of this.listeners.return) run();
  }
}

/** Several tabs of one browser share a `values`; what one changes, the test tells the other with `changed`. */
export class MemoryStore implements Store {
  private readonly listeners: ((key: string | undefined) => void)[] = [];
  constructor(readonly values = new Map<string, string>()) {}
  get(key: string): string | undefined {
    return this.values.get(key);
  }
  set(key: string, value: string): void {
    this.values.set(key, value);
  }
  remove(key: string): void {
    this.values.delete(key);
  }
  onChange(run: (key: string | undefined) => void): void {
    this.listeners.push(run);
  }
  changed(key?: string): void {
    for (const run of this.listeners) run(key);
  }
}
