// SPDX-License-Identifier: AGPL-3.0-only
/** Saving files by the browser's downloads. */
import type { FileSaver, FileSink, SavedFile, SavingWay, SinkEvents } from "./files";
import { MemorySink } from "./memory-sink";
import { StreamSink } from "./stream-sink";

/** Milliseconds for the service worker to be at work. */
const workerTime = 10_000;

export class BrowserSaver implements FileSaver {
  private worker: ServiceWorker | undefined;

  async prepare(): Promise<SavingWay> {
    try {
      this.worker = await within(workerTime, startWorker());
    } catch {
      // None in this browser, at this address, or in a private window.
      this.worker = undefined;
    }
    return this.worker === undefined ? "memory" : "stream";
  }

  open(file: SavedFile, events: SinkEvents): FileSink {
    return this.worker === undefined
      ? new MemorySink(file, events)
      : new StreamSink(this.worker, file, events);
  }
}

/** Relative to the page, so that its scope is the page's folder, wherever that is. */
async function startWorker(): Promise<ServiceWorker> {
  const registration = await navigator.serviceWorker.register("sw.js");
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (worker === null) throw new Error("no service worker");
  await new Promise<void>((resolve, reject) => {
    const check = (): void => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("the service worker did not start"));
    };
    worker.addEventListener("statechange", check);
    check();
  });
  return worker;
}

function within<Value>(time: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    window.setTimeout(() => reject(new Error("too late")), time);
    work.then(resolve, reject);
  });
}
