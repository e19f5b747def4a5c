// SPDX-License-Identifier: AGPL-3.0-only
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Page } from "../platform/types";
import type { Preferences } from "../preferences/preferences";
import type { FilesModel } from "./files-model";
import type { OwnMedia } from "./own-media";

/** All that ends for others, or for ourselves, when the page does. */
export interface Shared {
  readonly media: Pick<OwnMedia, "sources">;
  readonly files: { readonly model: ReadonlySignal<Pick<FilesModel, "own" | "transfers"> | undefined> };
}

/** Has the browser ask before the page is left while something is shared or under way, if the user wants that. */
export function promptBeforeLeaving(page: Page, preferences: Preferences, shared: Shared): void {
  const wanted = preferences.signal("enable_onbeforeunload");
  effect(() => page.promptBeforeLeaving(wanted.value && isShared(shared)));
}

function isShared({ media, files }: Shared): boolean {
  if (media.sources.value.length > 0) return true;
  const model = files.model.value;
  if (model === undefined) return false;
  return model.own.value.length > 0 || model.transfers.all.value.some(transfer => transfer.isRunning);
}
