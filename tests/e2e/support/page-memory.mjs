// SPDX-License-Identifier: AGPL-3.0-only
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds between two looks. */
const pace = 200;

/**
 * How far the memory of a browser's pages grows, in MiB: `process` is what a renderer has of its own (RssAnon of
 * proc_pid_status(5)), the worst of all renderers of the browser; `buffers` what lies behind the ArrayBuffers of the page.
 * The browser must have no other pages.
 */
export class PageMemory {
  #watching = true;

  static async of(page) {
    const memory = new PageMemory();
    memory.page = await page.context().newCDPSession(page);
    memory.browser = await page.context().browser().newBrowserCDPSession();
    await memory.page.send("HeapProfiler.collectGarbage");
    memory.before = await memory.#renderers();
    memory.grown = { process: 0, buffers: 0 };
    memory.watch = memory.#watch();
    // What goes wrong is told by peak(); a story that failed before asks for none.
    memory.watch.catch(() => undefined);
    return memory;
  }

  /** Ends the watch, and tells the most that was seen. */
  async peak() {
    this.#watching = false;
    await this.watch;
    return this.grown;
  }

  async #watch() {
    while (this.#watching) {
      await this.#look();
      await pause(pace);
    }
  }

  async #look() {
    const now = await this.#renderers();
    for (const [id, mebibytes] of now) this.#note("process", mebibytes - (this.before.get(id) ?? 0));
    const { backingStorageSize } = await this.page.send("Runtime.getHeapUsage");
    this.#note("buffers", backingStorageSize / 2 ** 20);
  }

  #note(what, mebibytes) {
    this.grown[what] = Math.max(this.grown[what], Math.round(mebibytes));
  }

  /** Process -> MiB. */
  async #renderers() {
    const { processInfo } = await this.browser.send("SystemInfo.getProcessInfo");
    const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
    return new Map(await Promise.all(ids.map(async id => [id, await anonymous(id)])));
  }
}

async function anonymous(id) {
  const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => ""); // It may have ended.
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}
