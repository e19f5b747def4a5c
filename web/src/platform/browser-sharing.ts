// SPDX-License-Identifier: AGPL-3.0-only
/** The clipboard, the system's share sheet, and its notifications. */
import type { NotificationAccess, Sharing, SystemNotifications } from "./types";

export function browserSharing(): Sharing {
  const share = (navigator as Partial<Navigator>).share?.bind(navigator);
  return {
    copy,
    clipboard: async () => (await import("./browser-clipboard")).clipboardImages,
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
    return import("./browser-clipboard").then(
      ({ copyBySelection }) => copyBySelection(text),
      () => false,
    );
  }
}

export function browserNotifications(): SystemNotifications | undefined {
  if (typeof (window as Partial<Window & typeof globalThis>).Notification !== "function") return undefined;
  const notifying = () => import("./browser-notifying");
  return {
    access: () => Notification.permission satisfies NotificationAccess,
    async request() {
      await Notification.requestPermission();
    },
    // Without its code there is no notification, as where the browser gives none.
    show: (title, body) => void notifying().then(code => code.show(title, body), ignore),
    clear() {
      // There can be one of an earlier page.
      if (Notification.permission === "granted") void notifying().then(code => code.clear(), ignore);
    },
  };
}

function ignore(): void {
  // Of no consequence.
}
