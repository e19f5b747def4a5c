// SPDX-License-Identifier: AGPL-3.0-only
import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import { deriveRoomHash } from "../crypto/room-keys";
import type { Preferences } from "../preferences/preferences";
import { parseFragment } from "../protocol/fragment";
import { limits } from "../protocol/limits";
import { formatRoomWatches, knownRoom, parseRoomWatches, type KnownRoom } from "../protocol/room-watches";
import type { RoomCounts } from "./room-counts";

export interface KnownRoomsDeps {
  readonly preferences: Preferences;
  /** undefined: nothing is counted. */
  readonly subtle: SubtleCrypto | undefined;
  readonly counts: RoomCounts;
}

export type Added = "added" | "known" | "full" | "invalid";

/** The server is told of the first room, and then of so many at a time. */
const batchSize = 8;

/**
 * The rooms that the user knows, as the preference `room_watches` keeps them, and how many people are in each while
 * somebody looks. Only hashes leave this machine.
 */
export class KnownRooms {
  readonly rooms: ReadonlySignal<readonly KnownRoom[]>;
  /** Room secret -> hash. Each takes a noticeable part of a second: they are made once, one after the other. */
  private readonly hashes = signal<ReadonlyMap<string, string>>(new Map());
  private deriving: Promise<void> = Promise.resolve();
  /** Each list that is watched is a turn of its own; undefined while nobody looks. */
  private turn: object | undefined;

  constructor(private readonly deps: KnownRoomsDeps) {
    const list = deps.preferences.signal("room_watches");
    this.rooms = computed(() => parseRoomWatches(list.value));
  }

  /** undefined: not known, at least not yet. */
  size(room: KnownRoom): number | undefined {
    const hash = this.hashes.value.get(room.secret);
    return hash === undefined ? undefined : this.deps.counts.size(hash);
  }

  /** Counts from now on, until the function that this returns is called. */
  look(): () => void {
    const end = effect(() => {
      const rooms = this.rooms.value;
      const turn = (this.turn = {});
      untracked(() => {
        this.deriving = this.watch(rooms, () => this.turn === turn);
      });
    });
    return () => {
      end();
      this.turn = undefined;
      this.deps.counts.watch([]);
    };
  }

  /** `secret` may be the link to the room. */
  add(name: string, secret: string): Added {
    const room = knownRoom(name, secretOf(secret));
    if (room === undefined) return "invalid";
    const rooms = this.rooms.value;
    if (rooms.some(other => other.secret === room.secret)) return "known";
    if (rooms.length >= limits.knownRooms) return "full";
    return this.keep([...rooms, room]) ? "added" : "full";
  }

  /** False if the name is none. */
  rename(secret: string, name: string): boolean {
    const renamed = knownRoom(name, secret);
    if (renamed === undefined || name.trim() === "") return false;
    return this.keep(this.rooms.value.map(room => (room.secret === secret ? renamed : room)));
  }

  /** Up the list if `by` is negative; no further than to its end. */
  move(secret: string, by: number): void {
    const rooms = [...this.rooms.value];
    const at = rooms.findIndex(room => room.secret === secret);
    const [room] = at < 0 ? [] : rooms.splice(at, 1);
    if (room === undefined) return;
    rooms.splice(Math.max(0, at + by), 0, room);
    this.keep(rooms);
  }

  remove(secret: string): void {
    this.keep(this.rooms.value.filter(room => room.secret !== secret));
  }

  private keep(rooms: readonly KnownRoom[]): boolean {
    return this.deps.preferences.set("room_watches", formatRoomWatches(rooms));
  }

  private async watch(rooms: readonly KnownRoom[], isCurrent: () => boolean): Promise<void> {
    const { subtle, counts } = this.deps;
    counts.watch(this.hashesOf(rooms));
    // One list after the other, so that no hash is made twice.
    await this.deriving;
    const known = this.hashes.peek();
    const missing = rooms.filter(({ secret }) => !known.has(secret));
    for (const [index, { secret }] of missing.entries()) {
      // Another list, or nobody who looks any more.
      if (subtle === undefined || !isCurrent()) return;
      const hash = await deriveRoomHash(subtle, secret).catch(() => undefined);
      if (hash !== undefined) this.hashes.value = new Map(this.hashes.peek()).set(secret, hash);
      const isLast = index === missing.length - 1;
      if (isCurrent() && (isLast || index % batchSize === 0)) counts.watch(this.hashesOf(rooms));
    }
  }

  private hashesOf(rooms: readonly KnownRoom[]): string[] {
    const known = this.hashes.peek();
    return rooms.flatMap(({ secret }) => known.get(secret) ?? []);
  }
}

/** What was entered may be a whole link, with the name or other parameters at its end. */
function secretOf(text: string): string {
  const link = /^\s*https?:\/\/[^#\s]*#(.*)$/s.exec(text)?.[1];
  return link === undefined ? text.trim() : parseFragment(link.trim()).secret;
}
