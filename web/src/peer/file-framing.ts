// SPDX-License-Identifier: AGPL-3.0-only
/**
 * How a file goes over a data channel (protocol section 5): binary messages, then the text `end`. Between clients that
 * both have the capability `file_ack`, the receiver answers with the texts `ack <bytes>`: so many bytes, from the
 * beginning, are out of its page's memory. A data channel has no flow control that a page could use (its receiver
 * cannot make it wait), so this is what keeps a fast sender from filling the memory of a slow receiver.
 */
export const framing = {
  /** Bytes of a binary message that we send. */
  message: 32 * 1024,
  /** Bytes of a binary message that we accept. */
  longest: 256 * 1024,
  /** Bytes read from the file at a time. */
  block: 256 * 1024,
  /** Bytes that wait in our channel: filled up to `full`, and again from `low`. */
  full: 2 * 1024 * 1024,
  low: 512 * 1024,
  /** Bytes sent and not acknowledged. */
  window: 16 * 1024 * 1024,
  /** Bytes between two acknowledgements. */
  ackEvery: 1024 * 1024,
  /**
   * Bytes received and not saved, at most. Only senders without `file_ack` come near it: nothing slows them down, and
   * when the disk is slower than the network for so long, the transfer fails rather than the page.
   */
  backlog: 64 * 1024 * 1024,
} as const;

export const endMark = "end";

export const fileAck = "file_ack";

export function ackMessage(bytes: number): string {
  return `ack ${bytes}`;
}

/** The bytes that a text message acknowledges, or undefined if it is something else. */
export function readAck(text: unknown): number | undefined {
  if (typeof text !== "string" || !/^ack \d{1,16}$/.test(text)) return undefined;
  const bytes = Number(text.slice(4));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
