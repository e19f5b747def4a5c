// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import { t } from "../i18n/i18n";

/**
 * Something that the user should know: what, and why and how to mend it. One of each `id` at a time. Words that are
 * made when they are read follow the language.
 */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** What can be done about it, here and now; the notice goes with it. Without a label it is to try again. */
  readonly action?: { readonly label?: string; readonly run: () => void };
}

export class Notices {
  readonly list = signal<readonly Notice[]>([]);

  add(notice: Notice): void {
    this.list.value = [...this.list.value.filter(other => other.id !== notice.id), notice];
  }

  dismiss(id: string): void {
    this.list.value = this.list.value.filter(notice => notice.id !== id);
  }
}

/** What is told although the server may be out of reach. */
export type Warning = "language" | "part" | "unseen";

/** What is told by texts that are loaded then: late-warning.ts. */
export type LateWarning = "webrtc" | "config" | "old_link";

/** `again` tries once more what did not come. Each of the same words that has its own `again` has its own `id`. */
export function warning(what: Warning, again?: () => void, id: string = what): Notice {
  return {
    id,
    ...(again && { action: { run: again } }),
    get title() {
      return t(`notice_${what}_title`);
    },
    get text() {
      return t(`notice_${what}_text`);
    },
  };
}

/** That part of the page is missing, if it is. */
export async function lateWarning(what: LateWarning): Promise<Notice> {
  try {
    return await (await import("./late-warning")).lateWarning(what);
  } catch {
    return warning("part");
  }
}
