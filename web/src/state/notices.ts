// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import { t, type MessageKey } from "../i18n/i18n";
import type { MediaProblem, SourceKind } from "../resources/local-media";

/** Something that the user should know: what, and why and how to mend it. One of each `id` at a time. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly text: string;
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

export function deviceNotice(kind: SourceKind, problem: MediaProblem): Notice {
  const text: MessageKey =
    problem === "denied" && kind === "screen" ? "notice_denied_screen" : `notice_${problem}`;
  return { id: `device-${kind}`, title: t("notice_device_title", { device: t(kind) }), text: t(text) };
}
