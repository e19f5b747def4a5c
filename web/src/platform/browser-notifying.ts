// SPDX-License-Identifier: AGPL-3.0-only
/** How the system's notifications are shown and cleared. Loaded once they may be. */

/** Ours replace each other by this. */
const tag = "keks-meet";

let shown: Notification | undefined;

export function show(title: string, body: string): void {
  const options = { body, tag, icon: "favicon.ico", renotify: true };
  try {
    shown = new Notification(title, options);
    shown.onclick = () => window.focus();
  } catch {
    // Android: only a service worker may.
    void viaWorker(started, registration => registration.showNotification(title, options));
  }
}

export function clear(): void {
  if (shown === undefined) void viaWorker(present, closeAll);
  shown?.close();
  shown = undefined;
}

type Registration = ServiceWorkerRegistration | undefined;

function present(): Promise<Registration> {
  return navigator.serviceWorker.getRegistration();
}

/** Relative to the page, as for the files that are saved: whoever comes first starts it. */
async function started(): Promise<Registration> {
  await navigator.serviceWorker.register("sw.js");
  return navigator.serviceWorker.ready;
}

async function viaWorker(
  find: () => Promise<Registration>,
  act: (registration: ServiceWorkerRegistration) => Promise<void>,
): Promise<void> {
  try {
    const registration = await find();
    if (registration !== undefined) await act(registration);
  } catch {
    // There is none at work, and so there are no notifications.
  }
}

async function closeAll(registration: ServiceWorkerRegistration): Promise<void> {
  for (const notification of await registration.getNotifications({ tag })) notification.close();
}
