// SPDX-License-Identifier: AGPL-3.0-only
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Page } from "../platform/types";
import type { RoomModel } from "./room-model";

/** Follows whether the page can be seen. */
export function hiddenSignal(page: Page): ReadonlySignal<boolean> {
  const hidden = signal(page.isHidden());
  page.onVisibilityChange(() => (hidden.value = page.isHidden()));
  return hidden;
}

/** Keeps the page's title: what was not read, where we are, and in what. */
export function followTitle(page: Page, room: ReadonlySignal<RoomModel | undefined>): void {
  effect(() => {
    const model = room.value;
    const unread = model?.chat.unread.value ?? 0;
    const name = model === undefined ? "" : `${model.name || t("room_unnamed")} – `;
    page.setTitle(`${unread > 0 ? `(${unread}) ` : ""}${name}${t("app_name")}`);
  });
}
