// SPDX-License-Identifier: AGPL-3.0-only
import type { PeerConnectionLike } from "../../src/platform/types";
import type { FakeTrack } from "./fake-peer";

type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

class FakeSender {
  track: FakeTrack | null;
  private pending: (() => void)[] = [];

  constructor(track: FakeTrack) {
    this.track = track;
  }

  /** Asynchronous, one after the other (W3C WebRTC, section 5.2): each waits until the test lets it be done. */
  replaceTrack(track: FakeTrack | null): Promise<void> {
    return new Promise(resolve => {
      this.pending.push(() => {
        this.track = track;
        resolve();
      });
    });
  }

  /** False if no replacement is under way. */
  replaced(): boolean {
    const next = this.pending.shift();
    next?.();
    return next !== undefined;
  }
}

export class FakeTransceiver {
  direction: Direction = "sendrecv";
  currentDirection: Direction | "stopped" | null = null;
  readonly sender: FakeSender;
  readonly receiver: { readonly track: { readonly kind: string } };

  constructor(track: FakeTrack) {
    this.sender = new FakeSender(track);
    this.receiver = { track: { kind: track.kind } };
  }
}

/** What a connection does with tracks (W3C WebRTC, section 5.1), and nothing else. */
export class FakeTransceivers {
  readonly transceivers: FakeTransceiver[] = [];

  get connection(): PeerConnectionLike {
    return this as unknown as PeerConnectionLike;
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.transceivers];
  }

  addTrack(track: FakeTrack): FakeSender {
    const transceiver = new FakeTransceiver(track);
    this.transceivers.push(transceiver);
    return transceiver.sender;
  }

  removeTrack(sender: FakeSender): void {
    const transceiver = this.transceivers.find(other => other.sender === sender);
    if (transceiver === undefined) throw new Error("a sender of another connection");
    if (sender.track === null) return;
    sender.track = null;
    if (transceiver.direction === "sendrecv") transceiver.direction = "recvonly";
    if (transceiver.direction === "sendonly") transceiver.direction = "inactive";
  }

  /** All that is under way is done. */
  async settle(): Promise<void> {
    for (const { sender } of this.transceivers) while (sender.replaced()) await turn();
    await turn();
  }

  /** Of each transceiver, in order: its direction and what it sends. */
  picture(): string[] {
    return this.transceivers.map(
      ({ direction, sender }) => `${direction} ${sender.track?.kind ?? "nothing"}`,
    );
  }
}

const turn = () => new Promise(resolve => setImmediate(resolve));
