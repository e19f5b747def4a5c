// SPDX-License-Identifier: AGPL-3.0-only
/**
 * What a page and the service worker say to each other about downloads.
 *
 * The page announces a download with one end of a channel, hears `ready`, and opens `download/<id>`, which the worker
 * answers with a stream. Then the page writes, at most `window` bytes ahead of what the worker says was `taken`, so
 * that neither of them ever holds more of a file; the stream waits for the browser, and the browser for the disk.
 *
 * Browsers stop a worker that seems idle, and messages over a channel are no work to them. So the page says `keep`
 * from time to time, to the worker itself. One that was stopped and started again does not know the download any more,
 * and says `lost`.
 */

/** To the worker itself. */
export type WorkerMessage =
  | { readonly type: "download"; readonly id: string; readonly name: string; readonly size: number }
  | { readonly type: "keep"; readonly id: string };

/** Over the channel, from the page. */
export type PageWords = ArrayBuffer | "end" | "abort";

/** Over the channel, from the worker: `dismissed` by the user, `lost` as said above. */
export type WorkerWords = "ready" | "alive" | "lost" | "dismissed" | { readonly taken: number };

/** Bytes. */
export const downloadWindow = 4 * 1024 * 1024;
