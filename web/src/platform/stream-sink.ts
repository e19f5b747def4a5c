// SPDX-License-Identifier: AGPL-3.0-only
import { downloadWindow, type PageWords, type WorkerMessage, type WorkerWords } from "./download-words";
import type { FileSink, SavedFile, SinkEvents } from "./files";

/** Milliseconds: between two signs of life, of which the worker answers each before the next; and for the frame to go. */
const times = { keep: 5_000, frame: 30_000 } as const;

/**
 * Saves a file through the service worker, as it comes. What the worker has no room for waits here: with a sender that
 * waits for acknowledgements at most peer/file-framing.ts `window`, with another at most `backlog`.
 */
export class StreamSink implements FileSink {
  private readonly id = [...crypto.getRandomValues(new Uint8Array(16))]
    .map(byte => byte.toString(16).padStart(2, "0"))
    .join("");
  private readonly port: MessagePort;
  private readonly queue: ArrayBuffer[] = [];
  private readonly frame = document.createElement("iframe");
  private readonly timer: number;
  private sent = 0;
  private taken = 0;
  private answered = true;
  private ready = false;
  private over = false;
  private finished: (() => void) | undefined;

  constructor(
    private readonly worker: ServiceWorker,
    file: SavedFile,
    private readonly events: SinkEvents,
  ) {
    this.port = this.tell({ type: "download", id: this.id, name: file.name, size: file.size });
    this.timer = window.setInterval(() => this.keep(), times.keep);
  }

  write(bytes: ArrayBuffer): void {
    this.queue.push(bytes);
    this.flush();
  }

  finish(): Promise<void> {
    return new Promise(resolve => {
      this.finished = resolve;
      this.flush();
    });
  }

  abort(): void {
    if (this.over) return;
    this.say("abort");
    this.end();
  }

  /** Sends a message to the worker; returns the port to which it answers. */
  private tell(message: WorkerMessage): MessagePort {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<WorkerWords>) => this.heard(event.data);
    this.worker.postMessage(message, [port2]);
    return port1;
  }

  private heard(words: WorkerWords): void {
    if (this.over) return;
    if (words === "ready") this.start();
    else if (words === "alive") this.answered = true;
    else if (words === "lost") this.fail("stopped");
    else if (words === "dismissed") this.fail("dismissed");
    else {
      this.taken = Math.max(this.taken, words.taken);
      this.events.taken(this.taken);
      this.flush();
    }
  }

  /** A navigation, since what a script fetches is not saved. The answer is an attachment: nothing is shown. */
  private start(): void {
    this.ready = true;
    this.frame.hidden = true;
    this.frame.src = `download/${this.id}`;
    document.body.append(this.frame);
    this.flush();
  }

  private flush(): void {
    if (!this.ready || this.over) return;
    for (let next = this.queue[0]; next !== undefined; next = this.queue[0]) {
      if (this.sent > this.taken && this.sent + next.byteLength - this.taken > downloadWindow) return;
      this.queue.shift();
      this.sent += next.byteLength;
      this.say(next);
    }
    // Only once the browser took all: a worker that is stopped before that has not saved it.
    if (this.finished === undefined || this.taken < this.sent) return;
    this.say("end");
    this.finished();
    this.end();
  }

  private say(words: PageWords): void {
    this.port.postMessage(words, words instanceof ArrayBuffer ? [words] : []);
  }

  private keep(): void {
    if (!this.answered) {
      this.fail("stopped");
      return;
    }
    this.answered = false;
    this.tell({ type: "keep", id: this.id });
  }

  private fail(reason: "stopped" | "dismissed"): void {
    if (this.over) return;
    this.abort();
    this.events.failed(reason);
  }

  private end(): void {
    this.over = true;
    window.clearInterval(this.timer);
    this.queue.length = 0;
    // The browser may still be reading the end of the stream for it.
    window.setTimeout(() => this.frame.remove(), times.frame);
  }
}
