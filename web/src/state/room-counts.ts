// SPDX-License-Identifier: AGPL-3.0-only
import { batch, signal } from "@preact/signals";
import type { Cancel, Clock } from "../platform/types";
import type { RoomEvent } from "../room/room";

/** A connection to the server that can watch rooms (protocol section 2). */
export interface RoomWatcher {
  /** Replaces what was watched before. */
  watch(hashes: readonly string[]): void;
}

/** Milliseconds after which a watched room that the server does not mention is known to be empty. */
export const settleTime = 500;

/** How many people are in the rooms that are watched, over whichever connection there is. */
export class RoomCounts {
  /** By room hash. */
  private readonly sizes = signal<ReadonlyMap<string, number>>(new Map());
  private watcher: RoomWatcher | undefined;
  private hashes: readonly string[] = [];
  private settling: Cancel | undefined;
  private connected = false;

  constructor(private readonly clock: Clock) {}

  /** undefined while that is not known. */
  size(hash: string): number | undefined {
    return this.sizes.value.get(hash);
  }

  attach(watcher: RoomWatcher): void {
    this.lost();
    this.watcher = watcher;
    watcher.watch(this.hashes);
  }

  watch(hashes: readonly string[]): void {
    const before = this.sizes.peek();
    this.hashes = hashes;
    this.sizes.value = new Map([...before].filter(([hash]) => hashes.includes(hash)));
    this.watcher?.watch(hashes);
    this.settle();
  }

  /** What happens to the room whose connection we use. */
  apply(event: RoomEvent): void {
    if (event.type === "room_info") this.heard(event.hash, event.userCount);
    if (event.type !== "status") return;
    if (event.status === "joined") this.opened();
    else this.lost();
  }

  /** The connection is open, and what is watched was told to the server. */
  opened(): void {
    this.connected = true;
    this.settle();
  }

  /** What the sizes were is not what they are. */
  lost(): void {
    this.connected = false;
    this.settling?.();
    this.sizes.value = new Map();
  }

  /** The server's word, which may be about anything. */
  heard(hash: string, size: number): void {
    if (this.hashes.includes(hash)) this.sizes.value = new Map(this.sizes.peek()).set(hash, size);
  }

  private settle(): void {
    this.settling?.();
    if (!this.connected) return;
    this.settling = this.clock.after(settleTime, () =>
      batch(() => {
        for (const hash of this.hashes) if (!this.sizes.peek().has(hash)) this.heard(hash, 0);
      }),
    );
  }
}
