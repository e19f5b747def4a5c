// SPDX-License-Identifier: AGPL-3.0-only
/** Transfers that are cancelled or go wrong say so on both sides, and can be tried again; some go on in spite of it. */
import assert from "node:assert/strict";
import { DeployedPerson } from "./support/deployed-person.mjs";
import {
  digest,
  downloads,
  downloadButton,
  opensFiles,
  folderOf,
  goOn,
  halfway,
  saved,
  shares,
  writeFileOf,
} from "./support/files.mjs";
import { Nginx } from "./support/nginx.mjs";
import { storyteller } from "./support/story.mjs";
import { TcpProxy } from "./support/tcp-proxy.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();
const soon = 30_000;

async function completes(download, path) {
  assert.equal(await digest((await saved(download, soon)).path), await digest(path));
}

story("Who receives cancels: both know, nothing is kept, and it can be asked for again", async scene => {
  const { alice, bob, path, download } = await halfway(scene);
  await bob.button("Cancel the download of slow.bin of Alice").click();
  await bob.page.getByText("Cancelled", { exact: true }).waitFor();
  await alice.hears("slow.bin did not get to Bob");
  assert.notEqual(await download.failure(), null);
  await goOn(alice);
  await completes(await downloads(bob, "slow.bin", alice), path);
});

story("Who sends cancels: both know, and it can be asked for again", async scene => {
  const { alice, bob, path, download } = await halfway(scene);
  await alice.button("Stop sending slow.bin to Bob").click();
  await bob.hears("The download of slow.bin failed");
  assert.notEqual(await download.failure(), null);
  await goOn(alice);
  const again = bob.page.waitForEvent("download");
  await bob.button("Try again to download slow.bin of Alice").click();
  await completes(await again, path);
});

story("Who sends leaves: the other is told, and what came is no file", async scene => {
  const { alice, bob, download } = await halfway(scene);
  await alice.leaves();
  // Whether the goodbye or the end of the connection arrives first is the network's choice.
  await bob.hears("The download of slow.bin failed");
  assert.notEqual(await download.failure(), null);
});

story(
  "The browser ends its service worker in the midst: the download starts again by itself",
  async scene => {
    const { alice, bob, path, download } = await halfway(scene);
    const debug = await bob.page.context().newCDPSession(bob.page);
    await debug.send("ServiceWorker.enable");
    const again = bob.page.waitForEvent("download");
    await debug.send("ServiceWorker.stopAllWorkers");
    await bob.hears("The browser stopped saving slow.bin. It is downloaded again.");
    assert.notEqual(await download.failure(), null);
    await goOn(alice);
    await completes(await again, path);
    await bob.hears("slow.bin is saved");
  },
);

story("While nothing comes, the page keeps its service worker from being idle", async scene => {
  const { alice, bob, path, download } = await halfway(scene);
  await bob.page.evaluate(noteSignsOfLife);
  // Browsers end a worker that nobody spoke to for 30 seconds; under a debugger, as here, Chromium does not.
  const signs = await until(
    "four signs of life were answered",
    () => bob.page.evaluate(() => keksTest.signs.length >= 5 && keksTest.signs),
    { within: 60_000 },
  );
  for (let at = 1; at < signs.length; at++)
    assert.ok(signs[at] - signs[at - 1] < 20_000, `the worker waited ${signs[at] - signs[at - 1]} ms`);
  await goOn(alice);
  await completes(download, path);
});

story("The server goes away in the midst, and the transfer goes on", async scene => {
  scene.expectOfEverybody(/WebSocket connection to .* failed/);
  const proxy = await TcpProxy.inFrontOf(scene);
  const { alice, bob, path, download } = await halfway(scene, proxy);
  proxy.cut();
  for (const person of [alice, bob]) await person.hears("Connection lost, reconnecting");
  await goOn(alice);
  await completes(download, path);
  await bob.hears("slow.bin is saved");
});

story(
  "Without a service worker it is said before, small files come, and too large ones are refused",
  async scene => {
    const folder = await folderOf(scene);
    const path = await writeFileOf(folder, "small.bin", 9_000_000);
    const alice = await scene.enters("Alice");
    const bob = await scene.somebody("Bob");
    await bob.page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "serviceWorker", {
        value: undefined,
      });
    });
    await bob.page.goto(scene.roomUrl("Bob"));
    await alice.meets(bob);
    await shares(alice, path, await writeFileOf(folder, "large.bin", 270 * 1024 * 1024));
    await opensFiles(bob);
    await bob.page.getByText("files are kept in memory until complete").waitFor();
    await bob.page.getByText("Too large").waitFor();
    assert.equal(await downloadButton(bob, "large.bin", alice).getAttribute("aria-disabled"), "true");
    await completes(await downloads(bob, "small.bin", alice), path);
  },
);

story("Below /meet/ behind nginx files come as well, and nothing is asked for outside", async scene => {
  const nginx = await Nginx.inFrontOf(scene);
  const folder = await folderOf(scene);
  const path = await writeFileOf(folder, "below.bin", 1_000_000);
  const alice = await scene.enters("Alice", { url: nginx.url });
  const bob = await scene.enters("Bob", { url: nginx.url });
  await shares(alice, path);
  await completes(await downloads(bob, "below.bin", alice), path);
  for (const target of await nginx.requests()) assert.ok(target.startsWith("/meet/"), target);
});

story("A file goes to a deployed client, and one comes from there", async scene => {
  const folder = await folderOf(scene);
  const alice = await scene.enters("Alice");
  const dora = await DeployedPerson.enters(scene, "Dora");
  await alice.meets(dora);
  await shares(alice, await writeFileOf(folder, "ours.bin", 3_000_000));
  assert.deepEqual(await dora.downloads("ours.bin"), {
    size: 3_000_000,
    first: 33,
  });
  await alice.hears("Dora has ours.bin");
  await dora.shares("theirs.bin", 5_000_000, 7);
  const download = await saved(await downloads(alice, "theirs.bin", dora), soon);
  assert.equal(download.size, 5_000_000);
  await alice.hears("theirs.bin is saved");
  await dora.assertContent();
});

/** In the page: keeps when it tells its service worker that a download goes on. */
function noteSignsOfLife() {
  const signs = (keksTest.signs = []);
  const original = ServiceWorker.prototype.postMessage;
  ServiceWorker.prototype.postMessage = function (message, ...more) {
    if (message.type === "keep") signs.push(performance.now());
    return original.call(this, message, ...more);
  };
}
