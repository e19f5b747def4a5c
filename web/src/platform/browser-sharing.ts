// SPDX-License-Identifier: AGPL-3.0-only
/** The clipboard, the system's share sheet, and its notifications. */
import type { NotificationAccess, Sharing, SystemNotifications } from "./types";

export function browserSharing(): Sharing {
  const share = (navigator as Partial<Navigator>).share?.bind(navigator);
  return {
    copy,
    sheet:
      share === undefined
        ? undefined
        : async (title, url) => {
            // Rejects when the user changes their mind.
            await share({ title, url }).catch(() => undefined);
          },
  };
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** For browsers without the clipboard interface, or that forbid it. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  // Within an open dialog, since what is outside of it cannot have the focus.
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  try {
    // Deprecated, and all that there is.
    return (document as { execCommand(command: string): boolean }).execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

/** Ours replace each other by this. */
const tag = "keks-meet";

export function browserNotifications(): SystemNotifications | undefined {
  if (typeof (window as Partial<Window & typeof globalThis>).Notification !== "function") return undefined;
  let shown: Notification | undefined;
  return {
    access: () => Notification.permission satisfies NotificationAccess,
    async request() {
      await Notification.requestPermission();
    },
    show(title, body) {
      const options = { body, tag, icon: "favicon.ico", renotify: true };
      try {
        shown = new Notification(title, options);
        shown.onclick = () => window.focus();
      } catch {
        // Android: only a service worker may.
        void viaWorker(started, registration => registration.showNotification(title, options));
      }
    },
    clear() {
      if (shown === undefined) void viaWorker(present, closeAll);
      shown?.close();
      shown = undefined;
    },
  };
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
