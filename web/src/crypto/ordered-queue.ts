// SPDX-License-Identifier: AGPL-3.0-only

interface Entry {
  readonly size: number;
  run: (() => void) | undefined;
}

export interface QueueBounds {
  readonly entries: number;
  /** Of all entries together, in the unit that whoever pushes measures them in. */
  readonly size: number;
}

/**
 * Lets asynchronous work overlap and applies the results in the order in which it was begun. Bounded: what does
 * not fit is refused.
 */
export class OrderedQueue {
  private readonly entries: Entry[] = [];
  private size = 0;
  private closed = false;

  /** `failed` hears of exceptions in applying, which hold nobody up; it must not throw. */
  constructor(
    private readonly bounds: QueueBounds,
    private readonly failed: (error: unknown) => void = reportLater,
  ) {}

  get length(): number {
    return this.entries.length;
  }

  /**
   * `apply` gets the result when everything that was pushed before has been applied; `undefined` results are
   * skipped, and so is work that failed. False, and nothing is begun, if it does not fit or the queue is closed.
   */
  push<T>(size: number, work: () => Promise<T | undefined>, apply: (result: T) => void): boolean {
    const entry: Entry = { size, run: undefined };
    if (!this.admit(entry)) return false;
    const settle = (result: T | undefined): void => {
      entry.run = () => {
        if (result !== undefined) apply(result);
      };
      this.drain();
    };
    work().then(settle, () => settle(undefined));
    return true;
  }

  /** As push, for what needs no work but must keep its place. */
  pushReady(apply: () => void): boolean {
    if (!this.admit({ size: 0, run: apply })) return false;
    this.drain();
    return true;
  }

  /** Nothing is applied any more. */
  close(): void {
    this.closed = true;
    this.entries.length = this.size = 0;
  }

  private admit(entry: Entry): boolean {
    const { entries, size } = this.bounds;
    if (this.closed || this.entries.length >= entries || this.size + entry.size > size) return false;
    this.entries.push(entry);
    this.size += entry.size;
    return true;
  }

  private draining = false;

  private drain(): void {
    if (this.draining) return;
    this.draining = true;
    for (let head = this.entries[0]; head?.run !== undefined; head = this.entries[0]) {
      this.entries.shift();
      this.size -= head.size;
      this.apply(head.run);
    }
    this.draining = false;
  }

  private apply(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.failed(error);
    }
  }
}

/** Thrown where nothing is under way, the exception reaches the browser's console and breaks nothing. */
function reportLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
