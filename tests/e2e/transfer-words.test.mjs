// SPDX-License-Identifier: AGPL-3.0-only
/** What is read of a transfer while it runs, on both sides: how much, how fast, and how long it still takes. */
import assert from "node:assert/strict";
import { downloads, folderOf, opensFiles, pacedReads, saved, shares, writeFileOf } from "./support/files.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();
const size = 16_000_000;
/** Bytes a second. */
const pace = 1_500_000;

story("Rate and time left are told on both sides, and fit each other", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(pacedReads, pace);
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  await shares(alice, await writeFileOf(await folderOf(scene), "film.bin", size));
  await bob.button(/^\d+ file$/).waitFor();
  await opensFiles(bob);
  await bob.page.getByText("16 MB", { exact: true }).waitFor();
  const download = await downloads(bob, "film.bin", alice);
  await Promise.all(
    [alice, bob].map(async ({ name, page }) => {
      const told = page.getByText(/^\d+%, \S+ [kM]B\/s, \d+ (sec|min) left$/);
      await told.waitFor();
      assertConsistent(await told.textContent(), name);
      const before = await bar(page);
      await until("it is further, and the words say so", async () => {
        const at = await bar(page);
        return at > before && (await page.getByText(`${at}%,`).count()) === 1;
      });
    }),
  );
  assert.equal((await saved(download, 60_000)).size, size);
  await bob.page.getByText("Saved, 16 MB", { exact: true }).waitFor();
  await alice.page.getByText("Received", { exact: true }).waitFor();
  for (const { page } of [alice, bob]) assert.equal(await page.getByText(/ left$/).count(), 0);
});

const bar = page => page.getByRole("progressbar").evaluate(({ value }) => value);

const units = { kB: 1000, MB: 1_000_000, sec: 1, min: 60 };

/** What is left is as much as comes in the time that is left, as far as rounded figures can tell. */
function assertConsistent(words, whose) {
  const [, percent, rate, unit, left, time] = /^(\d+)%, (\S+) (kB|MB)\/s, (\d+) (sec|min) left$/.exec(words);
  const bytes = Number(rate) * units[unit];
  assert.ok(bytes > 0 && bytes <= pace * 2, `${whose} reads ${words} of a disk with ${pace} bytes a second`);
  const share = (bytes * Number(left) * units[time]) / (size * (1 - Number(percent) / 100));
  assert.ok(share > 0.7 && share < 1.4, `${whose} reads ${words}, which is ${share} of what is left`);
}
