// SPDX-License-Identifier: AGPL-3.0-only
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import type { LinkFigures, LinkSnapshot } from "../peer/stats";
import type { Cancel, Clock, Page } from "../platform/types";
import type { RoomStatus } from "../room/room";
import type { SourceKind, SourceState } from "./own-media";
import type { Person } from "./person";
import type { RoomModel } from "./room-model";
import type { ReportPerson, TroubleCause } from "./trouble";

export type { LinkFigures, StreamFigures } from "../peer/stats";

/** Milliseconds until a connection that does not come about is explained, and between figures. */
export const connectionTimes = { slow: 8_000, figures: 2_000 } as const;

/** Milliseconds to wait for the server's version in a report. */
const versionTime = 3_000;

export interface ConnectionDeps {
  readonly clock: Clock;
  readonly page: Page;
  readonly room: ReadonlySignal<RoomModel | undefined>;
  readonly sources: Readonly<Record<SourceKind, ReadonlySignal<SourceState>>>;
  iceServers(): readonly RTCIceServer[];
  snapshot(person: number): Promise<LinkSnapshot | undefined>;
}

/** How the connections to people are: what is wrong with them, and what can be told of it. */
export class ConnectionModel {
  /** The person whose dialog is open. */
  readonly shown = signal<number | undefined>(undefined);
  private readonly slow = new Map<Person, Cancel>();

  constructor(private readonly deps: ConnectionDeps) {
    effect(() => {
      const room = deps.room.value;
      // What is explained depends on it.
      const status = room?.status.value;
      for (const person of room?.people.value ?? []) this.watch(person, status);
      for (const person of this.slow.keys())
        if (room?.people.value.includes(person) !== true) this.settle(person);
    });
  }

  /** For as long as `see` is not ended, every two seconds; undefined without a connection. */
  follow(person: number, see: (figures: LinkFigures | undefined) => void): Cancel {
    let before: LinkSnapshot | undefined;
    let ended = false;
    let next: Cancel = () => undefined;
    const look = async (): Promise<void> => {
      const { linkFigures } = await import("../peer/stats");
      const link = await this.snapshot(person);
      if (ended) return;
      see(link && linkFigures(link, before));
      before = link;
      next = this.deps.clock.after(connectionTimes.figures, () => void look());
    };
    void look().catch(() => undefined);
    return () => {
      ended = true;
      next();
    };
  }

  /** `time` as in ISO 8601. To be copied and passed on; see troubleReport for what is not in it. */
  async report(time: string): Promise<string> {
    const { page, room, sources } = this.deps;
    const people = room.value?.people.value ?? [];
    const { troubleReport } = await import("./trouble");
    const version = await page.fetchText("version", versionTime).catch(() => "unknown");
    return troubleReport({
      time,
      versions: { server: version.trim().slice(0, 100), browser: page.userAgent() },
      room: room.value?.status.value ?? "left",
      stunConfigured: this.hasServer("stun"),
      turnConfigured: this.hasServer("turn"),
      sources: Object.fromEntries(Object.entries(sources).map(([kind, state]) => [kind, state.value])),
      people: await Promise.all(people.map(person => this.reportOf(person))),
    });
  }

  private watch(person: Person, status: RoomStatus | undefined): void {
    const connection = person.connection.value;
    if (connection === "connecting" && this.slow.has(person)) return;
    this.settle(person);
    if (connection === "none" || connection === "connected" || status === "left") {
      person.trouble.value = undefined;
      return;
    }
    if (connection === "connecting") {
      const explain = () => void this.explain(person);
      this.slow.set(person, this.deps.clock.after(connectionTimes.slow, explain));
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
    if (person.connection.value !== "connected") person.trouble.value = cause;
  }

  /** What explains is loaded when there is something to explain. */
  private async cause(person: number): Promise<TroubleCause | undefined> {
    const { troubleCause } = await import("./trouble");
    const link = await this.snapshot(person);
    const room = this.deps.room.value?.status.value ?? "left";
    return troubleCause({ room, turnConfigured: this.hasServer("turn"), link });
  }

  private async reportOf(person: Person): Promise<ReportPerson> {
    const link = await this.snapshot(person.key);
    const { presence, connection } = person;
    return {
      presence: presence.value,
      connection: connection.value,
      cause: await this.cause(person.key),
      link,
    };
  }

  private async snapshot(person: number): Promise<LinkSnapshot | undefined> {
    return this.deps.snapshot(person).catch(() => undefined);
  }

  private hasServer(scheme: "stun" | "turn"): boolean {
    const urls = this.deps.iceServers().flatMap(server => server.urls);
    return urls.some(url => url.startsWith(scheme));
  }
}
