// SPDX-License-Identifier: AGPL-3.0-only
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { until } from "./until.mjs";

const block = 1024 * 1024;

/** A folder that ends with the scene. */
export async function folderOf(scene) {
  const folder = await mkdtemp(join(tmpdir(), "keks-files-"));
  scene.endsWith(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file of so many bytes that are the same each time and repeat nowhere, and returns its path. */
export async function writeFileOf(folder, name, size) {
  const path = join(folder, name);
  const file = await open(path, "w");
  let state = 1;
  for (let written = 0; written < size; written += block) {
    const words = new Uint32Array(block / 4);
    for (let at = 0; at < words.length; at++) {
      // Marsaglia's xorshift.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[at] = state;
    }
    await file.write(Buffer.from(words.buffer, 0, Math.min(block, size - written)));
  }
  await file.close();
  return path;
}

export async function digest(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** The person chooses these files by the button. */
export async function shares(person, ...files) {
  const chooser = person.page.waitForEvent("filechooser");
  await person.button("Share files").click();
  await (await chooser).setFiles(files);
}

export const downloadButton = (person, file, owner) => person.button(`Download ${file} of ${owner.name}`);

/** What others offer is in a list that is closed at first, and opens by itself for who shares something. */
export async function opensFiles(person) {
  const title = person.page.getByRole("button", { name: /^\d+ files?$/ });
  // One's own file may open it between the look and the click, which then closes it.
  await until("the list of files is open", async () => {
    if ((await title.getAttribute("aria-expanded")) === "true") return true;
    await title.click();
    return false;
  });
}

/** Asks for a file; resolves to the browser's download once that begins. */
export async function downloads(person, file, owner) {
  await opensFiles(person);
  const download = person.page.waitForEvent("download");
  await downloadButton(person, file, owner).click();
  return download;
}

/** Waits until a download is complete, and returns where it lies. */
export async function saved(download, within) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the download takes too long")), within).unref();
  });
  const path = await Promise.race([download.path(), late]);
  return {
    path,
    size: (await stat(path)).size,
    name: download.suggestedFilename(),
  };
}

/** Alice, whose disk stands still after the first part of a file, shares one; Bob downloads it, and it has begun. */
export async function halfway(scene, proxy) {
  const folder = await folderOf(scene);
  const path = await writeFileOf(folder, "slow.bin", 12_000_000);
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(slowReads);
  await alice.page.goto(scene.roomUrl("Alice", proxy));
  const bob = await scene.enters("Bob", proxy);
  await shares(alice, path);
  const download = await downloads(bob, "slow.bin", alice);
  await bob.page.getByRole("progressbar").waitFor();
  await until("some of it came", () => bob.page.getByRole("progressbar").evaluate(bar => bar.value > 0));
  return { alice, bob, path, download };
}

/** The disk of who sends runs again. */
export const goOn = person => person.page.evaluate(() => keksReads.goOn());

/**
 * Runs in the page of who sends, before its own scripts: what a file is read for behind its first 256 KiB waits until
 * `keksReads.goOn()`.
 */
export function slowReads() {
  const { stream } = Blob.prototype;
  const reads = {};
  const allowed = new Promise(resolve => (reads.goOn = resolve));
  Object.defineProperty(window, "keksReads", { value: reads });
  Blob.prototype.stream = function () {
    const source = stream.call(this);
    const getReader = source.getReader.bind(source);
    source.getReader = options => {
      const reader = getReader(options);
      const read = reader.read.bind(reader);
      let got = 0;
      reader.read = async view => {
        if (got >= 256 * 1024) await allowed;
        const part = await read(view);
        got += part.value?.byteLength ?? 0;
        return part;
      };
      return reader;
    };
    return source;
  };
}

/** Runs in the page of who sends, before its own scripts: a disk that gives so many bytes a second, from the first on. */
export function pacedReads(rate) {
  const { stream } = Blob.prototype;
  Blob.prototype.stream = function () {
    const source = stream.call(this);
    const getReader = source.getReader.bind(source);
    source.getReader = options => {
      const reader = getReader(options);
      const read = reader.read.bind(reader);
      const begin = performance.now();
      let got = 0;
      reader.read = async view => {
        const early = (got / rate) * 1000 - (performance.now() - begin);
        if (early > 0) await new Promise(done => setTimeout(done, early));
        const part = await read(view);
        got += part.value?.byteLength ?? 0;
        return part;
      };
      return reader;
    };
    return source;
  };
}
