// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel, Clock } from "../../src/platform/types";

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  private time = 0;
  private timers: { readonly due: number; readonly run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(delay: number, run: () => void): Cancel {
    const timer = { due: this.time + delay, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  get pending(): number {
    return this.timers.length;
  }

  /** Lets this many milliseconds pass; what falls due runs in its order. */
  elapse(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const [next] = this.timers.filter(timer => timer.due <= end).sort((one, other) => one.due - other.due);
      if (next === undefined) break;
      this.timers = this.timers.filter(other => other !== next);
      this.time = next.due;
      next.run();
    }
    this.time = end;
  }
}
