// SPDX-License-Identifier: AGPL-3.0-only
/** A click on a notification of ours brings a page of ours to the front. */

export interface ClickEvent {
  readonly notification: { close(): void };
  waitUntil(work: Promise<unknown>): void;
}

export interface Windows {
  matchAll(options: {
    readonly type: "window";
    readonly includeUncontrolled: true;
  }): Promise<readonly { focus(): Promise<unknown> }[]>;
}

export function notificationClicked(event: ClickEvent, windows: Windows): void {
  event.notification.close();
  event.waitUntil(focusOne(windows));
}

async function focusOne(windows: Windows): Promise<void> {
  // The one that was used last comes first.
  const [first] = await windows.matchAll({ type: "window", includeUncontrolled: true });
  await first?.focus();
}
