// SPDX-License-Identifier: AGPL-3.0-only
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Cancel, Clock } from "../platform/types";
import type { Person } from "./person";

/** Milliseconds from one look at the levels to the next: who begins to speak is seen as soon as it matters. */
export const activityInterval = 200;
/** Looks that a pause between words may last. */
const pause = 4;

/** Somebody who may speak. `level` is the root mean square of the sound, where 1 is full scale. */
export interface Voice {
  readonly speaking: Signal<boolean>;
  level(): number;
}

/** Finds out who speaks: looks at the levels now and then, and tells only of changes. */
export class Activity {
  private readonly quiet = new WeakMap<Signal<boolean>, number>();
  private timer: Cancel | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly threshold: () => number,
    private readonly voices: () => Iterable<Voice>,
  ) {}

  start(): void {
    this.stop();
    this.timer = this.clock.after(activityInterval, () => {
      for (const voice of this.voices()) this.look(voice);
      this.start();
    });
  }

  stop(): void {
    this.timer?.();
    this.timer = undefined;
  }

  private look(voice: Voice): void {
    const { speaking } = voice;
    if (voice.level() >= this.threshold()) {
      this.quiet.set(speaking, 0);
      speaking.value = true;
      return;
    }
    const quiet = (this.quiet.get(speaking) ?? pause) + 1;
    this.quiet.set(speaking, quiet);
    if (quiet >= pause) speaking.value = false;
  }
}

interface Meeting {
  readonly people: ReadonlySignal<readonly Person[]>;
}

interface Ears {
  level(key: number): number;
}

/** We and all others who are in the room. */
export function voices(own: Voice, meeting: Meeting | undefined, ears: Ears | undefined): readonly Voice[] {
  const people = meeting?.people.value ?? [];
  const others = people.map(({ speaking, key }) => ({ speaking, level: () => ears?.level(key) ?? 0 }));
  return [own, ...others];
}
