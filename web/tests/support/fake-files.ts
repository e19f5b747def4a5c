// SPDX-License-Identifier: AGPL-3.0-only
import type { FileReading, FileSink, FileSource, SinkEvents } from "../../src/platform/files";

/** Bytes that repeat only after a prime number of them. */
export function pattern(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = index % 251;
  return bytes;
}

/** A file in memory, which remembers how far it was read, and reads into the same memory again and again. */
export function fileOf(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const file = { name, size: bytes.length, furthest: 0, opened: 0, closed: 0, open };
  function open(): FileReading {
    file.opened++;
    const memory = new Uint8Array(bytes.length);
    let at = 0;
    return {
      next(length) {
        const part = bytes.subarray(at, at + length);
        at += part.length;
        file.furthest = Math.max(file.furthest, at);
        memory.fill(0);
        memory.set(part);
        return Promise.resolve(memory.subarray(0, part.length));
      },
      close: () => file.closed++,
    };
  }
  return file satisfies FileSource;
}

/** Keeps what is written; a slow one is done with it only when it is told. */
export class FakeSink implements FileSink {
  aborted = false;
  finished = false;
  private readonly parts: ArrayBuffer[] = [];
  private written = 0;
  private saved: (() => void) | undefined;

  constructor(
    readonly events: SinkEvents,
    private readonly slow = false,
  ) {}

  write(bytes: ArrayBuffer): void {
    this.parts.push(bytes);
    this.written += bytes.byteLength;
    if (!this.slow) this.saveAll();
  }

  saveAll(): void {
    this.events.taken(this.written);
    if (this.finished) this.saved?.();
  }

  finish(): Promise<void> {
    this.finished = true;
    return this.slow ? new Promise(resolve => (this.saved = resolve)) : Promise.resolve();
  }

  abort(): void {
    this.aborted = true;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.written);
    let at = 0;
    for (const part of this.parts) {
      all.set(new Uint8Array(part), at);
      at += part.byteLength;
    }
    return all;
  }
}
