// SPDX-License-Identifier: AGPL-3.0-only
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Cancel, Clock, NotificationAccess, Store, SystemNotifications } from "../platform/types";
import type { Preferences } from "../preferences/preferences";
import { oneLine } from "../protocol/decode";

export type NotificationTopic = "chat" | "join" | "leave";

export interface NotifierDeps {
  /** undefined where the browser has none. */
  readonly system: SystemNotifications | undefined;
  readonly clock: Clock;
  readonly store: Store;
  readonly preferences: Preferences;
  /** Whether the page cannot be seen. */
  readonly hidden: ReadonlySignal<boolean>;
}

/** Milliseconds between two notifications: what comes meanwhile is one. */
export const notificationPause = 2_000;

/** Lines of one notification, and characters of each. */
export const notificationLines = 5;
const longest = 200;

const askedKey = "keks-meet.notifications_suggested";

/**
 * Tells what happens in the room by the system's notifications while the page is hidden, as far as the preferences
 * want it. What they say never leaves this machine. There is one at a time: the next replaces it.
 */
export class Notifier {
  readonly permission = signal<NotificationAccess | "unsupported">("unsupported");
  /** Something was missed, and the user was never asked: ask by a banner, once. */
  readonly suggested = signal(false);
  private waiting: string[] = [];
  private more = 0;
  private resting: Cancel | undefined;

  constructor(private readonly deps: NotifierDeps) {
    this.readPermission();
    effect(() => {
      if (!deps.hidden.value) this.seen();
    });
  }

  /** `text` is what happened, in a line; it may hold what others wrote. */
  tell(topic: NotificationTopic, text: string): void {
    const { hidden, preferences } = this.deps;
    if (!hidden.value || !preferences.get(`notify_${topic}`)) return;
    // It may have been given or taken in the browser's settings meanwhile.
    this.readPermission();
    if (this.permission.value === "granted") this.push(oneLine(text, longest) ?? "");
    else if (this.mayAsk()) this.suggested.value = true;
  }

  /** Asks the browser, which asks the user: only by a gesture of theirs. */
  async ask(): Promise<void> {
    this.dismiss();
    await this.deps.system?.request();
    this.readPermission();
  }

  /** They will not be asked again. */
  dismiss(): void {
    this.suggested.value = false;
    this.deps.store.set(askedKey, "true");
  }

  readPermission(): void {
    this.permission.value = this.deps.system?.access() ?? "unsupported";
  }

  private mayAsk(): boolean {
    return this.permission.value === "default" && this.deps.store.get(askedKey) === undefined;
  }

  private push(line: string): void {
    if (this.waiting.length < notificationLines) this.waiting.push(line);
    else this.more += 1;
    if (this.resting === undefined) this.show();
  }

  private show(): void {
    this.resting = undefined;
    if (this.waiting.length === 0) return;
    const lines = this.more === 0 ? this.waiting : [...this.waiting, t("notify_more", { count: this.more })];
    this.forget();
    this.deps.system?.show(t("app_name"), lines.join("\n"));
    this.resting = this.deps.clock.after(notificationPause, () => this.show());
  }

  private seen(): void {
    this.forget();
    this.deps.system?.clear();
    this.readPermission();
  }

  private forget(): void {
    this.waiting = [];
    this.more = 0;
  }
}
