// SPDX-License-Identifier: AGPL-3.0-only
/** An image of the clipboard by a key that the browser knows nothing of. */
import { draftsTexts, draftText } from "../i18n/drafts/texts";
import type { ReadImages } from "../platform/types";
import type { Notice } from "./notices";

export interface PasteDeps {
  readonly reader: () => Promise<ReadImages>;
  readonly take: (images: readonly File[]) => void;
  readonly notify: (notice: Notice) => void;
}

/** Says so if there is none to be had. Rejects if what it takes cannot be loaded. */
export async function pasteImages({ reader, take, notify }: PasteDeps): Promise<void> {
  const read = await reader();
  const found = await read().catch(() => []);
  if (found.length > 0) {
    take(found);
    return;
  }
  await draftsTexts.ready();
  notify({
    id: "paste",
    get title() {
      return draftText("notice_paste_title");
    },
    get text() {
      return draftText("notice_paste_text");
    },
  });
}
