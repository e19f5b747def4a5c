// SPDX-License-Identifier: AGPL-3.0-only
import type { DataChannelLike, FileSink, SinkEvents, SinkFailure } from "../platform/files";
import { ackMessage, endMark, framing } from "./file-framing";

/**
 * `closed`: the channel closed before the end. `wrong_size`: more or fewer bytes than were announced. `malformed`:
 * something that is no part of a file.
 */
export type ReceiveFailure = "closed" | "wrong_size" | "malformed" | SinkFailure;

export interface ReceiverEvents {
  /** Complete, of the right size, and saved. */
  done(): void;
  failed(reason: ReceiveFailure): void;
}

export interface ReceiverOptions {
  /** Bytes that were announced. */
  readonly size: number;
  /** The sender waits for acknowledgements. */
  readonly acks: boolean;
  open(events: SinkEvents): FileSink;
}

/** Receives one file over one channel, and passes it on as it comes. */
export class FileReceiver {
  private received = 0;
  private taken = 0;
  private acknowledged = 0;
  private over = false;
  private saving = false;
  private readonly sink: FileSink;

  constructor(
    private readonly channel: DataChannelLike,
    private readonly options: ReceiverOptions,
    private readonly events: ReceiverEvents,
  ) {
    channel.binaryType = "arraybuffer";
    this.sink = options.open({
      taken: bytes => this.saved(bytes),
      failed: reason => this.fail(reason),
    });
    channel.onmessage = event => this.message(event.data);
    channel.onclose = () => this.fail("closed");
  }

  /** Bytes that arrived. */
  get bytes(): number {
    return this.received;
  }

  /** All of it is here: nothing that the other side does matters any more. */
  get complete(): boolean {
    return this.saving;
  }

  /** Ends it without a word to our own side. */
  stop(): void {
    if (this.over) return;
    this.close();
    this.sink.abort();
  }

  private message(data: unknown): void {
    if (data instanceof ArrayBuffer) this.bytesCame(data);
    else if (data === endMark) this.ended();
    else this.fail("malformed");
  }

  private bytesCame(bytes: ArrayBuffer): void {
    this.received += bytes.byteLength;
    if (bytes.byteLength > framing.longest) this.fail("malformed");
    else if (this.received > this.options.size) this.fail("wrong_size");
    else if (this.received - this.taken > framing.backlog) this.fail("flooded");
    else this.sink.write(bytes);
  }

  private ended(): void {
    if (this.received !== this.options.size) {
      this.fail("wrong_size");
      return;
    }
    this.saving = true;
    this.channel.onmessage = this.channel.onclose = null;
    this.sink.finish().then(
      () => {
        if (this.over) return;
        // Only now: to the sender a channel that closes after the end says that the file is saved.
        this.close();
        this.events.done();
      },
      () => this.fail("stopped"),
    );
  }

  private saved(bytes: number): void {
    this.taken = Math.max(this.taken, bytes);
    if (!this.options.acks || this.taken - this.acknowledged < framing.ackEvery) return;
    this.acknowledged = this.taken;
    try {
      if (this.channel.readyState === "open") this.channel.send(ackMessage(this.taken));
    } catch {
      // Closed meanwhile.
    }
  }

  private fail(reason: ReceiveFailure): void {
    if (this.over) return;
    this.stop();
    this.events.failed(reason);
  }

  private close(): void {
    this.over = true;
    this.channel.onmessage = this.channel.onclose = null;
    this.channel.close();
  }
}
