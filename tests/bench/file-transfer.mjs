// SPDX-License-Identifier: AGPL-3.0-only
// Sends a large file from one Chromium to another, which saves it as it comes, and prints JSON:
//   KEKS_SERVER_BINARY=build/release/keks-meet-server node tests/bench/file-transfer.mjs [--mebibytes N]
// The file takes no room on the disk where it is read, and all of it where it is saved (TMPDIR).
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "../e2e/support/browser.mjs";
import { digest, downloads, saved, shares } from "../e2e/support/files.mjs";
import { PageMemory } from "../e2e/support/page-memory.mjs";
import { Scene } from "../e2e/support/scene.mjs";
import { Server } from "../e2e/support/server.mjs";

const { values } = parseArgs({
  options: { mebibytes: { type: "string", default: "2048" } },
});
const mebibytes = Number(values.mebibytes);

/** Milliseconds before the bench gives up: 1 MiB each second would be too slow for anybody. */
const patience = 60_000 + mebibytes * 1000;

const cleanUps = [];
try {
  console.log(JSON.stringify(await transfer(), undefined, 2));
} finally {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}

async function transfer() {
  const path = await sparseFile();
  const server = await Server.start();
  cleanUps.push(() => server.stop());
  const [sender, receiver] = [await enters(server, "sender"), await enters(server, "receiver")];
  await receiver.meets(sender);
  await shares(sender, path);
  const memory = [await PageMemory.of(sender.page), await PageMemory.of(receiver.page)];
  const start = performance.now();
  const got = await saved(await downloads(receiver, "large.bin", sender), patience);
  const seconds = (performance.now() - start) / 1000;
  const [ofSender, ofReceiver] = await Promise.all(memory.map(watched => watched.peak()));
  return {
    mebibytes,
    intact: (await digest(got.path)) === (await digest(path)),
    seconds: Math.round(seconds),
    mebibytesPerSecond: Math.round((10 * mebibytes) / seconds) / 10,
    mebibytesGrown: { sender: ofSender, receiver: ofReceiver },
  };
}

async function sparseFile() {
  const folder = await mkdtemp(join(tmpdir(), "keks-bench-"));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "large.bin");
  const file = await open(path, "w");
  await file.truncate(mebibytes * 2 ** 20);
  await file.close();
  return path;
}

/** Each in a browser of their own, so that the processes of one are not those of the other. */
async function enters(server, name) {
  const browser = await launchBrowser();
  cleanUps.push(() => browser.close());
  const scene = new Scene(browser, server);
  const person = await scene.somebody(name);
  await person.page.goto(scene.roomUrl(name, { secret: "bench#0123456789abcdef0123456789abcdef" }));
  await person.page.getByText("Connected", { exact: true }).first().waitFor();
  return person;
}
