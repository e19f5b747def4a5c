// SPDX-License-Identifier: AGPL-3.0-only
import { batch, signal } from "@preact/signals";
import { limits } from "../protocol/limits";
import type { ChatContent } from "../room/room";

export type ChatLineContent = ChatContent | { readonly kind: "joined" } | { readonly kind: "left" };

/** Something that was said, or that happened. */
export interface ChatEntry {
  /** As the page shows the name. */
  readonly author: string;
  /** Tells people of the same name apart; 0 is ourselves. */
  readonly authorKey: number;
  readonly content: ChatLineContent;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface ChatLine extends ChatEntry {
  readonly key: number;
  readonly own: boolean;
  /** The line above is by the same author and not much older. */
  readonly continued: boolean;
}

/** Milliseconds after which an author is named again. */
const groupTime = 5 * 60_000;

/**
 * The latest chat lines, and which of them nobody has read. The oldest go when there are too many, or when their
 * images are too large together. Lines count as read while the page says that their end is seen.
 */
export class ChatLog {
  readonly lines = signal<readonly ChatLine[]>([]);
  /** Messages of others that arrived unseen. */
  readonly unread = signal(0);
  /** The key of the line from which on there are new messages, until the page is looked away from once more. */
  readonly newFrom = signal<number | undefined>(undefined);
  private seen = false;
  private nextKey = 1;

  add(entry: ChatEntry): void {
    const last = this.lines.value.at(-1);
    const line: ChatLine = {
      ...entry,
      key: this.nextKey++,
      own: entry.authorKey === 0,
      continued: last !== undefined && isMessage(entry) && continues(entry, last),
    };
    batch(() => {
      this.lines.value = bounded([...this.lines.value, line]);
      if (isMessage(line)) this.count(line);
    });
  }

  /** Whether the end of the log is in sight: what comes while it is was read. */
  watch(seen: boolean): void {
    if (seen === this.seen) return;
    this.seen = seen;
    batch(() => {
      if (seen) this.unread.value = 0;
      else this.newFrom.value = undefined;
    });
  }

  private count(line: ChatLine): void {
    if (line.own) {
      // Who answers has read what was said.
      this.unread.value = 0;
      this.newFrom.value = undefined;
    } else if (!this.seen) {
      this.unread.value += 1;
      this.newFrom.value ??= line.key;
    }
  }
}

function isMessage({ content }: ChatEntry): boolean {
  return content.kind === "text" || content.kind === "image";
}

function continues(entry: ChatEntry, last: ChatLine): boolean {
  const { authorKey, author, time } = entry;
  const sameAuthor = last.authorKey === authorKey && last.author === author;
  return isMessage(last) && sameAuthor && time - last.time < groupTime;
}

function bounded(all: readonly ChatLine[]): readonly ChatLine[] {
  let excess = all.filter(line => !isMessage(line)).length - limits.chatEvents;
  const lines = all.filter(line => isMessage(line) || excess-- <= 0).slice(-limits.chatLines);
  let images = lines.reduce((sum, line) => sum + imageLength(line), 0);
  while (images > limits.chatImagesLength) images -= imageLength(lines.shift());
  return lines;
}

function imageLength(line: ChatLine | undefined): number {
  return line?.content.kind === "image" ? line.content.image.length : 0;
}
