// SPDX-License-Identifier: AGPL-3.0-only
import type { DataChannelLike, FileReading, FileSource } from "../platform/files";
import { endMark, framing, readAck } from "./file-framing";

/** `closed`: the other side, or the connection, ended the channel. `unreadable`: our file is gone or was changed. */
export type SendFailure = "closed" | "unreadable";

export interface SenderEvents {
  /** The channel is open. */
  started(): void;
  /** The receiver closed the channel after the end. */
  done(): void;
  failed(reason: SendFailure): void;
}

/** Sends one file over one channel, as fast as the channel, and a receiver that acknowledges, take it. */
export class FileSender {
  private channel: DataChannelLike | undefined;
  private reading: FileReading | undefined;
  private sent = 0;
  private acknowledged = 0;
  private atEnd = false;
  private over = false;
  private wake: (() => void) | undefined;

  /** `acks`: the receiver acknowledges. */
  constructor(
    private readonly source: FileSource,
    private readonly acks: boolean,
    private readonly events: SenderEvents,
  ) {}

  /** Bytes that left this page. */
  get bytes(): number {
    return Math.max(0, this.sent - (this.channel?.bufferedAmount ?? 0));
  }

  /** Another channel takes the place of one that never opened. */
  use(channel: DataChannelLike): void {
    if (this.channel !== undefined) silence(this.channel);
    this.channel = channel;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = framing.low;
    channel.onbufferedamountlow = () => this.wake?.();
    channel.onmessage = event => this.heard(event.data);
    channel.onclose = () => this.closed();
    channel.onopen = () => this.start(channel);
    if (channel.readyState === "open") this.start(channel);
  }

  /** Ends it without a word to our own side. */
  stop(): void {
    this.over = true;
    this.wake?.();
    this.reading?.close();
    if (this.channel !== undefined) silence(this.channel);
    this.channel?.close();
  }

  private start(channel: DataChannelLike): void {
    if (this.over) return;
    channel.onopen = null;
    this.events.started();
    void this.run(channel);
  }

  private async run(channel: DataChannelLike): Promise<void> {
    const { size } = this.source;
    const reading = (this.reading = this.source.open());
    while (this.sent < size && !this.over) {
      const block = await this.read(reading, Math.min(framing.block, size - this.sent));
      if (block === undefined) return;
      await this.sendBlock(channel, block);
    }
    if (this.over) return;
    this.atEnd = this.put(channel, endMark);
  }

  private async read(reading: FileReading, length: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const block = await reading.next(length);
      if (block.byteLength === length) return block;
    } catch {
      // As one that is too short.
    }
    this.fail("unreadable");
    return undefined;
  }

  private async sendBlock(channel: DataChannelLike, block: Uint8Array<ArrayBuffer>): Promise<void> {
    for (let at = 0; at < block.byteLength; at += framing.message) {
      while (!this.over && !this.hasRoom(channel)) await new Promise<void>(resolve => (this.wake = resolve));
      const message = block.subarray(at, at + framing.message);
      if (this.over || !this.put(channel, message)) return;
      this.sent += message.byteLength;
    }
  }

  private hasRoom(channel: DataChannelLike): boolean {
    const unacknowledged = this.acks ? this.sent - this.acknowledged : 0;
    return channel.bufferedAmount < framing.full && unacknowledged < framing.window;
  }

  private put(channel: DataChannelLike, message: string | Uint8Array<ArrayBuffer>): boolean {
    try {
      // The overloads of send do not take a union.
      if (typeof message === "string") channel.send(message);
      else channel.send(message);
      return true;
    } catch {
      this.fail("closed");
      return false;
    }
  }

  private heard(data: unknown): void {
    const bytes = readAck(data);
    // More than was sent cannot have been saved.
    if (bytes === undefined || bytes > this.sent) return;
    this.acknowledged = Math.max(this.acknowledged, bytes);
    this.wake?.();
  }

  private closed(): void {
    if (this.over) return;
    if (!this.atEnd) {
      this.fail("closed");
      return;
    }
    this.stop();
    this.events.done();
  }

  private fail(reason: SendFailure): void {
    if (this.over) return;
    this.stop();
    this.events.failed(reason);
  }
}

function silence(channel: DataChannelLike): void {
  channel.onopen = channel.onclose = channel.onmessage = channel.onbufferedamountlow = null;
}
