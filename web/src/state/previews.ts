// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel, Clock } from "../platform/types";

/** Milliseconds until the first still of what has just begun, and from one to the next. */
export const previewTimes = { first: 1_000, next: 10_000 } as const;

export interface PreviewDeps {
  readonly clock: Clock;
  /** Streams of our pictures, by resource id. */
  pictures(): ReadonlyMap<string, MediaStream>;
  /** A still as a data: URL, the same one for as long as the picture hardly changes; undefined if there is none. */
  still(stream: MediaStream): Promise<string | undefined>;
  /** Whether anybody would see it. */
  wanted(id: string): boolean;
  send(id: string, image: string): void;
}

/** Shows those who have not asked for our pictures now and then how they look. */
export class Previews {
  private timer: Cancel | undefined;

  constructor(private readonly deps: PreviewDeps) {}

  /** Something began or ended. */
  changed(): void {
    this.timer?.();
    this.timer = undefined;
    if (this.deps.pictures().size > 0) this.wait(previewTimes.first);
  }

  private wait(time: number): void {
    this.timer = this.deps.clock.after(time, () => {
      this.wait(previewTimes.next);
      for (const [id, stream] of this.deps.pictures()) void this.show(id, stream);
    });
  }

  private async show(id: string, stream: MediaStream): Promise<void> {
    if (!this.deps.wanted(id)) return;
    try {
      const image = await this.deps.still(stream);
      if (image !== undefined) this.deps.send(id, image);
    } catch {
      // The browser gives none at the moment; the next one may come.
    }
  }
}
