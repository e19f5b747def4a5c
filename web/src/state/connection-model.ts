// SPDX-License-Identifier: AGPL-3.0-only
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import type { LinkSnapshot } from "../peer/stats";
import type { Cancel, Clock, Page } from "../platform/types";
import type { RoomStatus } from "../room/room";
import type { SourceKind, SourceState } from "./own-media";
import type { Person } from "./person";
import type { RoomModel } from "./room-model";
import type { TroubleCause } from "./trouble";

/** Milliseconds until a connection that does not come about is explained. */
export const slowTime = 8_000;

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
    const connection = person.connection.value;
    if (connection === "connecting" && this.slow.has(person)) return;
    this.settle(person);
    if (!isTroubled(person, status)) {
      person.trouble.value = undefined;
      return;
    }
    if (connection === "connecting") {
      const explain = () => void this.explain(person);
      this.slow.set(person, this.deps.clock.after(slowTime, explain));
      return;
    }
    void this.explain(person);
  }

  private settle(person: Person): void {
    this.slow.get(person)?.();
    this.slow.delete(person);
  }

  private async explain(person: Person): Promise<void> {
    const cause = await this.cause(person.key).catch(() => undefined);
    // While it was looked for, all may have changed.
    if (isTroubled(person, this.deps.room.value?.status.value)) person.trouble.value = cause;
  }

  /** What explains is loaded when there is something to explain. */
  async cause(person: number): Promise<TroubleCause | undefined> {
    const { troubleCause } = await import("./trouble");
    const link = await this.snapshot(person);
    const room = this.deps.room.value?.status.value ?? "left";
    return troubleCause({ room, turnConfigured: this.hasServer("turn"), link });
  }

  async snapshot(person: number): Promise<LinkSnapshot | undefined> {
    return this.deps.snapshot(person).catch(() => undefined);
  }

  hasServer(scheme: "stun" | "turn"): boolean {
    const urls = this.deps.iceServers().flatMap(server => server.urls);
    return urls.some(url => url.startsWith(scheme));
  }
}

/** Whether there is something to explain: a connection that is needed and does not work. */
function isTroubled({ connection: { value } }: Person, status: RoomStatus | undefined): boolean {
  return value !== "none" && value !== "connected" && status !== "left";
}
