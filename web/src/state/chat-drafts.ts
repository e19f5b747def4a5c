// SPDX-License-Identifier: AGPL-3.0-only
import { computed, signal } from "@preact/signals";
import type { ImageCodec } from "../platform/types";
import type { ImageProblem, PreparedImage } from "./prepare-image";

export interface DraftImage extends PreparedImage {
  readonly key: number;
}

export interface DraftProblem {
  readonly what: ImageProblem | "too_many";
  /** The name of the file, as it is. */
  readonly file: string;
}

/** Images that wait together to be sent. */
export const mostDrafts = 6;

/** The images that the user is about to send: shown first, sent when they say so. */
export class ChatDrafts {
  readonly images = signal<readonly DraftImage[]>([]);
  /** How many are being made ready. */
  readonly preparing = signal(0);
  /** Why the latest one that was refused was. */
  readonly problem = signal<DraftProblem | undefined>(undefined);
  /** Whether there is anything to show. */
  readonly some = computed(
    () => this.images.value.length > 0 || this.preparing.value > 0 || this.problem.value !== undefined,
  );
  private queue: Promise<void> = Promise.resolve();
  private nextKey = 1;

  constructor(private readonly codec: () => Promise<ImageCodec>) {}

  add(files: readonly File[]): void {
    this.problem.value = undefined;
    for (const file of files) {
      if (this.images.value.length + this.preparing.value >= mostDrafts) {
        this.problem.value = { what: "too_many", file: file.name };
        return;
      }
      this.preparing.value += 1;
      // One at a time: decoded, an image is many times as large.
      this.queue = this.queue.then(() => this.prepare(file));
    }
  }

  remove(key: number): void {
    this.images.value = this.images.value.filter(image => image.key !== key);
  }

  private async prepare(file: File): Promise<void> {
    const made = await this.make(file);
    this.preparing.value -= 1;
    if (typeof made === "string") this.problem.value = { what: made, file: file.name };
    else this.images.value = [...this.images.value, { ...made, key: this.nextKey++ }];
  }

  private async make(file: File): Promise<PreparedImage | ImageProblem> {
    try {
      const { prepareImage } = await import("./prepare-image");
      return await prepareImage(await this.codec(), file);
    } catch {
      return "not_image";
    }
  }
}
