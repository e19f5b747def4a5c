// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import { limits } from "../protocol/limits";
import type { ChatContent } from "../room/room";

export interface ChatLine {
  readonly key: number;
  readonly author: string;
  readonly own: boolean;
  readonly content: ChatContent;
}

/** The latest chat lines. The oldest go when there are too many, or when their images are too large together. */
export class ChatLog {
  readonly lines = signal<readonly ChatLine[]>([]);
  private nextKey = 1;

  add(author: string, own: boolean, content: ChatContent): void {
    const lines = [...this.lines.value, { key: this.nextKey++, author, own, content }].slice(
      -limits.chatLines,
    );
    let images = lines.reduce((sum, line) => sum + imageLength(line), 0);
    while (images > limits.chatImagesLength) images -= imageLength(lines.shift());
    this.lines.value = lines;
  }
}

function imageLength(line: ChatLine | undefined): number {
  return line?.content.kind === "image" ? line.content.image.length : 0;
}
