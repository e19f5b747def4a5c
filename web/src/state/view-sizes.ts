// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel, Clock } from "../platform/types";
import { limits } from "../protocol/limits";

/** Milliseconds: a window that is being resized is told of once. */
export const viewSizeDelay = 400;

interface Report {
  readonly person: number;
  readonly id: string;
  readonly size: { readonly width: number; readonly height: number };
}

/** How large the videos of others are shown, told to each of them now and then. */
export class ViewSizes {
  private readonly waiting = new Map<string, Report>();
  private timer: Cancel | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly tell: (person: number, id: string, size: Report["size"]) => void,
  ) {}

  /** In device pixels. */
  report(person: number, id: string, width: number, height: number): void {
    const side = (length: number) => Math.min(limits.viewSize, Math.max(0, Math.round(length) || 0));
    if (this.waiting.size >= limits.members) return;
    this.waiting.set(`${person} ${id}`, { person, id, size: { width: side(width), height: side(height) } });
    this.timer ??= this.clock.after(viewSizeDelay, () => this.flush());
  }

  private flush(): void {
    this.timer = undefined;
    const reports = [...this.waiting.values()];
    this.waiting.clear();
    for (const { person, id, size } of reports) this.tell(person, id, size);
  }
}
