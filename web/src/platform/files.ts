// SPDX-License-Identifier: AGPL-3.0-only
/** What the client needs of the browser to send files and to save them. Implementations: browser-files.ts. */

/** The part of RTCDataChannel that we use. */
export type DataChannelLike = Pick<
  RTCDataChannel,
  | "label"
  | "readyState"
  | "bufferedAmount"
  | "bufferedAmountLowThreshold"
  | "binaryType"
  | "send"
  | "close"
  | "onopen"
  | "onclose"
  | "onmessage"
  | "onbufferedamountlow"
>;

/** A file that is read in parts, and never whole. */
export interface FileSource {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Reads it once, from its beginning. */
  open(): FileReading;
}

export interface FileReading {
  /**
   * The next `length` bytes, fewer only at the end. They hold until the next call, which may use their memory again;
   * one call at a time. Rejects if the file cannot be read (any more).
   */
  next(length: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): void;
}

/**
 * Why a file could not be saved: the user `dismissed` the download in the browser, the browser `stopped` it, or it
 * came faster than it could be saved (`flooded`).
 */
export type SinkFailure = "dismissed" | "stopped" | "flooded";

export interface SinkEvents {
  /** So many bytes, from the beginning, are out of the page's memory. */
  taken(bytes: number): void;
  /** At most once; nothing follows. */
  failed(reason: SinkFailure): void;
}

/** Where the bytes of one file go. */
export interface FileSink {
  /** Takes the buffer over. */
  write(bytes: ArrayBuffer): void;
  /** All is written; resolves once all is out of our hands. */
  finish(): Promise<void>;
  /** Nothing is kept of what was written; silences the events. */
  abort(): void;
}

export interface SavedFile {
  /** Safe as a file name. */
  readonly name: string;
  readonly size: number;
}

/** `stream`: files go to the disk as they come. `memory`: they are kept in memory until they are complete. */
export type SavingWay = "stream" | "memory";

export interface FileSaver {
  /** Finds out, and sets up what is needed. */
  prepare(): Promise<SavingWay>;
  /** Starts a download in the browser. */
  open(file: SavedFile, events: SinkEvents): FileSink;
}
