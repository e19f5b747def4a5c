// SPDX-License-Identifier: AGPL-3.0-only
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Clock, OpenSocket, Page, Random } from "../platform/types";
import type { Preferences } from "../preferences/preferences";
import { SignalingClient } from "../signaling/signaling-client";
import { KnownRooms } from "./known-rooms";
import { RoomCounts } from "./room-counts";
import { ServerConfig } from "./server-config";

export interface StartRoomsDeps {
  readonly page: Page;
  readonly clock: Clock;
  readonly random: Random;
  readonly openSocket: OpenSocket;
  readonly preferences: Preferences;
  /** undefined: nothing is counted. */
  readonly subtle: SubtleCrypto | undefined;
}

/**
 * The known rooms on the start page, over a connection of its own: there is one only if there are rooms to watch and
 * the server lets them be watched.
 */
export class StartRooms {
  readonly known: KnownRooms;
  readonly shown: ReadonlySignal<boolean>;
  private readonly refused = signal(false);
  private readonly counts: RoomCounts;
  private readonly config: ServerConfig;
  private end: (() => void) | undefined;

  constructor(private readonly deps: StartRoomsDeps) {
    this.counts = new RoomCounts(deps.clock);
    this.known = new KnownRooms({ ...deps, counts: this.counts });
    this.config = new ServerConfig(deps.page, read => {
      this.refused.value = read && !this.config.value.value.roomWatches;
    });
    this.shown = computed(() => !this.refused.value && this.known.rooms.value.length > 0);
  }

  start(): void {
    const { page } = this.deps;
    page.onHide(() => this.disconnect());
    page.onReturn(() => void this.connect());
    void this.connect();
  }

  private async connect(): Promise<void> {
    await this.config.read();
    if (this.end !== undefined || !this.shown.value || !this.config.value.value.roomWatches) return;
    const client = new SignalingClient(this.deps, {
      packet: packet => {
        if (packet.name === "room_info") this.counts.heard(packet.hash, packet.userCount);
      },
      state: ({ kind }) => {
        if (kind === "open") this.counts.opened();
        else this.counts.lost();
      },
    });
    this.counts.attach(client);
    const endLook = this.known.look();
    client.start();
    this.end = () => {
      endLook();
      client.close();
    };
  }

  private disconnect(): void {
    this.end?.();
    this.end = undefined;
  }
}
