// SPDX-License-Identifier: AGPL-3.0-only
import { batch, signal, type Signal } from "@preact/signals";
import type { Cancel, Clock } from "../platform/types";
import { ProgressMeter, type Progress } from "../resources/progress";
import type { Transfer, TransferState } from "../room/transfers";

/** A transfer as the page shows it: under way, or how the last of this file from or to this member ended. */
export class TransferModel {
  readonly state: Signal<TransferState>;
  readonly progress: Signal<Progress>;
  private readonly meter: ProgressMeter;

  constructor(
    readonly key: number,
    readonly id: string,
    readonly direction: "in" | "out",
    readonly size: number,
    state: TransferState,
  ) {
    this.state = signal(state);
    this.progress = signal({ bytes: 0, rate: undefined, left: undefined });
    this.meter = new ProgressMeter(size);
  }

  get isRunning(): boolean {
    const { kind } = this.state.value;
    return kind === "waiting" || kind === "running";
  }

  look(time: number, bytes: number): void {
    this.progress.value = this.meter.look(time, bytes);
  }
}

/** Milliseconds between two looks: often enough to be lively, and to be read. */
const pause = 500;

/** Those that are over and kept. */
const kept = 200;

export interface TransferListDeps {
  readonly clock: Clock;
  readonly now: () => number;
  bytes(transfer: TransferModel): number | undefined;
}

/** The transfers that the page shows. Their bytes are looked at now and then, rather than told one by one. */
export class TransferList {
  readonly all = signal<readonly TransferModel[]>([]);
  private timer: Cancel | undefined;

  constructor(private readonly deps: TransferListDeps) {}

  find(key: number, id: string, direction: "in" | "out"): TransferModel | undefined {
    return this.all.value.find(one => one.key === key && one.id === id && one.direction === direction);
  }

  apply({ key, id, direction, size, state, bytes }: Transfer): void {
    const known = this.find(key, id, direction);
    if (known === undefined || !known.isRunning) {
      const others = this.all.value.filter(one => one !== known);
      const over = others.filter(one => !one.isRunning).slice(0, -kept);
      const fresh = new TransferModel(key, id, direction, size, state);
      this.all.value = [...others.filter(one => !over.includes(one)), fresh];
    } else {
      known.state.value = state;
      known.look(this.deps.now(), bytes);
    }
    this.tick();
  }

  /** Forgets those that are over, of a file of ours. */
  forget(id: string): void {
    this.all.value = this.all.value.filter(one => one.id !== id || one.direction === "in");
  }

  clear(): void {
    this.all.value = [];
    this.timer?.();
    this.timer = undefined;
  }

  private tick(): void {
    if (this.timer !== undefined) return;
    this.timer = this.deps.clock.after(pause, () => {
      this.timer = undefined;
      const running = this.all.value.filter(one => one.isRunning);
      const now = this.deps.now();
      batch(() => {
        for (const one of running) one.look(now, this.deps.bytes(one) ?? one.progress.value.bytes);
      });
      if (running.length > 0) this.tick();
    });
  }
}
