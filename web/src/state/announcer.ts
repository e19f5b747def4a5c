// SPDX-License-Identifier: AGPL-3.0-only
import { signal } from "@preact/signals";
import type { Cancel, Clock } from "../platform/types";
import { cut } from "../protocol/decode";

/** Milliseconds: what happens together is said together, once. */
const pause = 400;
const longest = 200;
const most = 4;

/** What a screen reader is told, politely. `spoken` holds the latest sentences; `serial` tells equal ones apart. */
export class Announcer {
  readonly spoken = signal<{ readonly serial: number; readonly text: string }>({ serial: 0, text: "" });
  private waiting: string[] = [];
  private timer: Cancel | undefined;

  constructor(private readonly clock: Clock) {}

  say(text: string): void {
    // A crowd that comes at once is not read out name by name.
    this.waiting = [...this.waiting, cut(text, longest)].slice(-most);
    this.timer ??= this.clock.after(pause, () => this.flush());
  }

  private flush(): void {
    this.timer = undefined;
    const text = this.waiting.join(". ").replace(/([.!?…。])\. /g, "$1 ");
    this.spoken.value = { serial: this.spoken.value.serial + 1, text };
    this.waiting = [];
  }
}
