// SPDX-License-Identifier: AGPL-3.0-only
/** The clipboard, the system's share sheet, and its notifications. */
import type { NotificationAccess, Sharing, SystemNotifications } from "./types";

export function browserSharing(): Sharing {
  const share = (navigator as Partial<Navigator>).share?.bind(navigator);
  return {
    copy,
    images: async () => (await import("./browser-clipboard")).clipboardImages(),
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
