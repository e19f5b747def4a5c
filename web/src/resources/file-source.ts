// SPDX-License-Identifier: AGPL-3.0-only
import type { FileReading, FileSource } from "../platform/files";

/** What of a browser's File is needed. */
export type PickedFile = Pick<File, "name" | "size" | "slice" | "stream">;

export function sourceOf(file: PickedFile): FileSource {
  return { name: file.name, size: file.size, open: () => openFile(file) };
}

function openFile(file: PickedFile): FileReading {
  try {
    return new StreamReading(file.stream().getReader({ mode: "byob" }));
  } catch {
    // The browser's files are no byte streams yet.
    return new SliceReading(file);
  }
}

/**
 * Has the browser read into one buffer for the whole file. With a buffer for each part there would be many of them at
 * a time, as what is done with waits for the garbage collector.
 */
class StreamReading implements FileReading {
  private buffer = new ArrayBuffer(0);

  constructor(private readonly reader: ReadableStreamBYOBReader) {}

  async next(length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.buffer.byteLength < length) this.buffer = new ArrayBuffer(length);
    let filled = 0;
    while (filled < length) {
      const space = new Uint8Array(this.buffer, filled, length - filled);
      const { done, value } = await this.reader.read(space);
      if (value === undefined) throw new Error("closed");
      this.buffer = value.buffer;
      filled += value.byteLength;
      if (done) break;
    }
    return new Uint8Array(this.buffer, 0, filled);
  }

  close(): void {
    // What fails is closed as well.
    this.reader.cancel().catch(() => undefined);
  }
}

class SliceReading implements FileReading {
  private at = 0;

  constructor(private readonly file: PickedFile) {}

  async next(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(await this.file.slice(this.at, this.at + length).arrayBuffer());
    this.at += bytes.byteLength;
    return bytes;
  }

  close(): void {
    // Between two parts nothing is open.
  }
}

/**
 * False for a folder, or a file that is gone: what cannot be read need not be offered. In a slice, as Chromium keeps
 * that itself until it is read; a stream that nothing but its own reading holds is lost when garbage is collected.
 */
export async function isReadable(file: Pick<PickedFile, "slice">): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
