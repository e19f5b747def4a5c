// SPDX-License-Identifier: AGPL-3.0-only

export interface Progress {
  readonly bytes: number;
  /** Bytes a second over the last seconds; undefined until that means something. */
  readonly rate: number | undefined;
  /** Seconds. */
  readonly left: number | undefined;
}

/** Milliseconds: what is looked back on, and what is needed to say anything. */
const span = 5_000;
const shortest = 1_000;

/** How far a transfer is, how fast it goes and how long it takes, from looking at it now and then. */
export class ProgressMeter {
  private samples: { readonly time: number; readonly bytes: number }[] = [];

  constructor(private readonly size: number) {}

  /** `time` in milliseconds, never less than before. */
  look(time: number, bytes: number): Progress {
    this.samples.push({ time, bytes });
    // The last of those that are too old stays, so that the whole span is looked back on.
    while ((this.samples[1]?.time ?? time) <= time - span) this.samples.shift();
    const first = this.samples[0] ?? { time, bytes };
    const passed = time - first.time;
    if (passed < shortest) return { bytes, rate: undefined, left: undefined };
    const rate = Math.max(0, ((bytes - first.bytes) * 1000) / passed);
    return { bytes, rate, left: rate > 0 ? (this.size - bytes) / rate : undefined };
  }
}

/** Whole percent; 100 only when nothing is missing. */
export function percent(bytes: number, size: number): number {
  return bytes >= size ? 100 : Math.min(99, Math.floor((bytes * 100) / size));
}
