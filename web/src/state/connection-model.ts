// SPDX-License-Identifier: AGPL-3.0-only
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import type { LinkSnapshot } from "../peer/stats";
import type { Cancel, Clock, Page } from "../platform/types";
import type { RoomStatus } from "../room/room";
import type { SourceKind, SourceState } from "./own-media";
import type { Person } from "./person";
import type { RoomModel } from "./room-model";
import type { TroubleCause } from "./trouble";

/** Milliseconds until a connection that does not come about is explained, and from then on between explanations. */
export const slowTime = 8_000;
/** Milliseconds that a connection counts as awaited once it has failed: no cause is held back for longer than that. */
const failedTime = 3 * slowTime;

export interface ConnectionDeps {
  readonly clock: Clock;
  readonly page: Page;
  readonly room: ReadonlySignal<RoomModel | undefined>;
  readonly sources: Readonly<Record<SourceKind, ReadonlySignal<SourceState>>>;
  iceServers(): readonly RTCIceServer[];
  snapshot(person: number): Promise<LinkSnapshot | undefined>;
}

/** How the connections to people are, and what is wrong with them. */
export class ConnectionModel {
  /** The person whose dialog is open. */
  readonly shown = signal<number | undefined>(undefined);
  private readonly slow = new Map<Person, Cancel>();

  constructor(readonly deps: ConnectionDeps) {
    effect(() => {
      const room = deps.room.value;
      // What is explained depends on it.
      const status = room?.status.value;
      for (const person of room?.people.value ?? []) this.watch(person, status);
      for (const person of this.slow.keys())
        if (room?.people.value.includes(person) !== true) this.settle(person);
    });
  }

  private watch(person: Person, status: RoomStatus | undefined): void {
    const isNew = person.connection.value === "connecting";
    const troubled = isTroubled(person, status);
    if (isNew && troubled && this.slow.has(person)) return;
    this.settle(person);
    if (!troubled) person.trouble.value = undefined;
    else if (isNew) this.wait(person, slowTime);
    // The browser tries again by itself after a failure, and of the same cause: what was said of it stands.
    else void this.explain(person, person.connection.value === "failed" ? failedTime : 0);
  }

  private settle(person: Person): void {
    this.slow.get(person)?.();
    this.slow.delete(person);
  }

  /** `waited`: milliseconds, by then. */
  private wait(person: Person, waited: number): void {
    this.slow.set(
      person,
      this.deps.clock.after(slowTime, () => void this.explain(person, waited)),
    );
  }

  /** Again and again while it lasts: what the browser knows changes. */
  private async explain(person: Person, waited: number): Promise<void> {
    const turn = () => undefined;
    this.slow.set(person, turn);
    const cause = await this.cause(person.key, waited).catch(() => undefined);
    // While it was looked for, all may have changed.
    if (this.slow.get(person) !== turn) return;
    person.trouble.value = cause;
    this.wait(person, waited + slowTime);
  }

  /** What explains is loaded when there is something to explain. `waited`: milliseconds without a connection. */
  async cause(person: number, waited: number): Promise<TroubleCause | undefined> {
    return (await import("./trouble")).causeFor(this, person, waited);
  }

  async snapshot(person: number): Promise<LinkSnapshot | undefined> {
    return this.deps.snapshot(person).catch(() => undefined);
  }
}

/** Whether there is something to explain: a connection that is needed and does not work. */
function isTroubled({ connection: { value } }: Person, status: RoomStatus | undefined): boolean {
  return value !== "none" && value !== "connected" && status !== "left";
}
