// SPDX-License-Identifier: AGPL-3.0-only
/** A page in a call is not left by mistake, and does not go dark. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  digest,
  downloadButton,
  folderOf,
  opensFiles,
  goOn,
  halfway,
  saved,
  shares,
} from "./support/files.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

/** Closes the tab as its user would, and tells what the browser asked: `beforeunload`, or nothing and it is gone. */
async function closesTheTab({ page }, answer) {
  const dialog = page.waitForEvent("dialog").then(async asked => {
    await (answer === "stay" ? asked.dismiss() : asked.accept());
    return asked.type();
  });
  const closed = page.waitForEvent("close").then(() => undefined);
  dialog.catch(() => undefined);
  closed.catch(() => undefined);
  await page.close({ runBeforeUnload: true });
  return Promise.race([dialog, closed]);
}

story("Who shares something is asked before the tab closes, and may stay", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  assert.equal(await closesTheTab(bob, "stay"), "beforeunload");
  await bob.isOn("Camera");
  await alice.card("Bob").waitFor();
  assert.equal(await closesTheTab(bob, "leave"), "beforeunload");
  await alice.misses(bob);
});

story("Who shares nothing, no longer, or does not want to be asked, is not", async scene => {
  const [alice, bob, carol] = await scene.enter("Alice", "Bob", "Carol");
  await bob.turnOn("Camera");
  await bob.turnOff("Camera");
  assert.equal(await closesTheTab(bob), undefined);
  await carol.turnOn("Camera");
  await carol.page.evaluate(() => change_pref("enable_onbeforeunload", "no"));
  assert.equal(await closesTheTab(carol), undefined);
  await alice.misses(bob, carol);
});

story("Who shares a file is asked for as long as it is shared", async scene => {
  const path = join(await folderOf(scene), "poem.txt");
  await writeFile(path, "roses are red");
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await shares(bob, path);
  await opensFiles(alice);
  await downloadButton(alice, "poem.txt", bob).waitFor();
  assert.equal(await closesTheTab(bob, "stay"), "beforeunload");
  await downloadButton(alice, "poem.txt", bob).waitFor();
  await bob.button("Stop sharing poem.txt").click();
  await downloadButton(alice, "poem.txt", bob).waitFor({ state: "detached" });
  assert.equal(await closesTheTab(bob), undefined);
  await alice.misses(bob);
});

story("Who receives a file is asked until it is there, which it comes to be", async scene => {
  const { alice, bob, path, download } = await halfway(scene);
  assert.equal(await closesTheTab(bob, "stay"), "beforeunload");
  await goOn(alice);
  assert.equal(await digest((await saved(download, 30_000)).path), await digest(path));
  await bob.hears("slow.bin is saved");
  assert.equal(await closesTheTab(bob), undefined);
  await alice.misses(bob);
});

story("Who cancels a transfer is not asked any more", async scene => {
  const { alice, bob } = await halfway(scene);
  await bob.button("Cancel the download of slow.bin of Alice").click();
  await bob.page.getByText("Cancelled", { exact: true }).waitFor();
  assert.equal(await closesTheTab(bob), undefined);
  await alice.misses(bob);
});

/** What browsers that are older than the one here go by (HTML, "BeforeUnloadEvent"). */
function oldWayOfAsking({ page }) {
  return page.evaluate(() => {
    const event = document.createEvent("BeforeUnloadEvent");
    event.initEvent("beforeunload", false, true);
    dispatchEvent(event);
    return event.returnValue;
  });
}

story("Older browsers are told to ask in the way that they know", async scene => {
  const alice = await scene.enters("Alice");
  assert.equal(await oldWayOfAsking(alice), "");
  await alice.turnOn("Camera");
  assert.equal(await oldWayOfAsking(alice), "true");
});

/** Tells of each screen lock that the page asks for, and whether it was given back. */
function watchScreenLocks() {
  const locks = (window.screenLocks = []);
  navigator.wakeLock.request = type => {
    const lock = { type, held: true };
    locks.push(lock);
    return Promise.resolve({
      async release() {
        lock.held = false;
      },
    });
  };
}

const held = ({ page }) => page.evaluate(() => screenLocks.filter(lock => lock.held).map(lock => lock.type));

story("The screen stays on while somebody else is there, and not in an empty room", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(watchScreenLocks);
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.page.getByText("Connected", { exact: true }).first().waitFor();
  assert.deepEqual(await held(alice), []);
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  await until("a lock is held", async () => (await held(alice)).join() === "screen");
  await bob.leaves();
  await alice.misses(bob);
  await until("none is held", async () => (await held(alice)).length === 0);
  await alice.turnOn("Camera");
  await until("a lock is held for what is shared", async () => (await held(alice)).join() === "screen");
  await alice.leaves();
  await until("none is held outside of a room", async () => (await held(alice)).length === 0);
});
