// SPDX-License-Identifier: AGPL-3.0-only
import type { DataChannelLike } from "../../src/platform/files";

type Data = string | ArrayBuffer;

/**
 * One end of a data channel in memory. What is sent waits until `flow`, or arrives in the next turn while `flowing`;
 * closing one end closes the other, after what was sent before.
 */
export class FakeChannel {
  readyState: RTCDataChannelState = "connecting";
  bufferedAmountLowThreshold = 0;
  binaryType: BinaryType = "blob";
  bufferedAmount = 0;
  flowing = true;
  other: FakeChannel | undefined;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  /** Everything that was sent, as it was sent. */
  readonly sent: Data[] = [];
  private waiting: Data[] = [];

  constructor(readonly label: string) {}

  get like(): DataChannelLike {
    return this as unknown as DataChannelLike;
  }

  /** Two open ends. */
  static pair(label: string): readonly [FakeChannel, FakeChannel] {
    const one = new FakeChannel(label);
    const other = new FakeChannel(label);
    one.join(other);
    return [one, other];
  }

  join(other: FakeChannel): void {
    this.other = other;
    other.other = this;
    this.readyState = other.readyState = "open";
  }

  opened(): void {
    this.onopen?.();
  }

  send(data: Data | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== "open") throw new Error("not open");
    const copy = typeof data === "string" ? data : new Uint8Array(data).slice().buffer;
    this.sent.push(copy);
    this.waiting.push(copy);
    this.bufferedAmount += length(copy);
    if (this.flowing) queueMicrotask(() => this.flow());
  }

  /** At most so many messages arrive. */
  flow(messages = Infinity): void {
    for (let count = 0; count < messages; count++) {
      const data = this.waiting.shift();
      if (data === undefined) return;
      const before = this.bufferedAmount;
      this.bufferedAmount -= length(data);
      this.other?.onmessage?.({ data });
      const { bufferedAmountLowThreshold: low } = this;
      if (before > low && this.bufferedAmount <= low) this.onbufferedamountlow?.();
    }
  }

  close(): void {
    if (this.readyState === "closed") return;
    this.flow();
    this.readyState = "closed";
    queueMicrotask(() => {
      this.onclose?.();
      this.other?.close();
    });
  }

  /** The connection that carries it is gone, of which this end is told nothing (W3C WebRTC, section 4.4.1.6). */
  vanish(): void {
    this.readyState = "closed";
    this.waiting = [];
  }
}

function length(data: Data): number {
  return typeof data === "string" ? data.length : data.byteLength;
}
