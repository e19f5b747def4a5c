// SPDX-License-Identifier: AGPL-3.0-only

interface Entry {
  run: (() => void) | undefined;
}

/**
 * Lets asynchronous work overlap and applies the results in the order in which it was begun. Bounded: what does
 * not fit is refused.
 */
export class OrderedQueue {
  private readonly entries: Entry[] = [];
  private closed = false;

  /** `failed` hears of exceptions in applying, which hold nobody up; it must not throw. */
  constructor(
    private readonly limit: number,
    private readonly failed: (error: unknown) => void = reportLater,
  ) {}

  get length(): number {
    return this.entries.length;
  }

  /**
   * `apply` gets the result when everything that was pushed before has been applied; `undefined` results are
   * skipped, and so is work that failed. False, and nothing is begun, if the queue is full or closed.
   */
  push<T>(work: () => Promise<T | undefined>, apply: (result: T) => void): boolean {
    if (this.closed || this.entries.length >= this.limit) return false;
    const entry: Entry = { run: undefined };
    this.entries.push(entry);
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
    if (this.closed || this.entries.length >= this.limit) return false;
    this.entries.push({ run: apply });
    this.drain();
    return true;
  }

  /** Nothing is applied any more. */
  close(): void {
    this.closed = true;
    this.entries.length = 0;
  }

  private draining = false;

  private drain(): void {
    if (this.draining) return;
    this.draining = true;
    for (let head = this.entries[0]; head?.run !== undefined; head = this.entries[0]) {
      this.entries.shift();
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
