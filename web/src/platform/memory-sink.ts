// SPDX-License-Identifier: AGPL-3.0-only
import type { FileSink, SavedFile, SinkEvents } from "./files";

/** Bytes joined to one blob, which the browser may move out of memory. */
const partSize = 8 * 1024 * 1024;

/** Milliseconds that the browser gets to save what was kept. */
const keepTime = 60_000;

/** Keeps a file until it is complete, then hands it to the browser. Whoever uses this bounds its size. */
export class MemorySink implements FileSink {
  private blobs: Blob[] = [];
  private fresh: ArrayBuffer[] = [];
  private freshSize = 0;
  private written = 0;

  constructor(
    private readonly file: SavedFile,
    private readonly events: SinkEvents,
  ) {}

  write(bytes: ArrayBuffer): void {
    this.fresh.push(bytes);
    this.freshSize += bytes.byteLength;
    this.written += bytes.byteLength;
    if (this.freshSize >= partSize) this.join();
    this.events.taken(this.written);
  }

  finish(): Promise<void> {
    this.join();
    const url = URL.createObjectURL(new Blob(this.blobs, { type: "application/octet-stream" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = this.file.name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(url), keepTime);
    this.blobs = [];
    return Promise.resolve();
  }

  abort(): void {
    this.blobs = this.fresh = [];
  }

  private join(): void {
    this.blobs.push(new Blob(this.fresh));
    this.fresh = [];
    this.freshSize = 0;
  }
}
