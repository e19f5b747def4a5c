// SPDX-License-Identifier: AGPL-3.0-only
/** Files go from one to the other whole, whatever they are called, however large they are, and however many want them. */
import assert from "node:assert/strict";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  digest,
  downloadButton,
  downloads,
  folderOf,
  opensFiles,
  saved,
  shares,
  writeFileOf,
} from "./support/files.mjs";
import { PageMemory } from "./support/page-memory.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

/** Milliseconds for a small file, and for a large one on a slow machine. */
const soon = 20_000;
const long = 240_000;

story("A small file goes each way, and both sides hear of it", async scene => {
  const folder = await folderOf(scene);
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await writeFile(join(folder, "poem.txt"), "roses are red");
  await writeFile(join(folder, "empty"), "");
  await shares(alice, join(folder, "poem.txt"), join(folder, "empty"));
  await shares(bob, await writeFileOf(folder, "noise.bin", 3_000_001));
  await alice.hears("2 files are shared");
  for (const [receiver, file, owner] of [
    [bob, "poem.txt", alice],
    [bob, "empty", alice],
    [alice, "noise.bin", bob],
  ]) {
    const download = await saved(await downloads(receiver, file, owner), soon);
    assert.equal(download.name, file);
    assert.equal(await digest(download.path), await digest(join(folder, file)));
    await receiver.hears(`${file} is saved`);
    await owner.hears(`${receiver.name} has ${file}`);
  }
  assert.equal(await swtest(bob), "works!");
});

story(
  "A file of 300 MiB comes as it was, and the page stays small",
  async scene => {
    const folder = await folderOf(scene);
    const [alice, bob] = await scene.enter("Alice", "Bob");
    const path = await writeFileOf(folder, "large.bin", 300 * 1024 * 1024);
    await shares(alice, path);
    const memory = await PageMemory.of(alice.page);
    const download = await downloads(bob, "large.bin", alice);
    await bob.page.getByRole("progressbar", { name: "Download of large.bin of Alice" }).waitFor();
    const { size, path: got } = await saved(download, long);
    const grown = await memory.peak();
    assert.ok(grown.process < 100, `a page grew by ${grown.process} MiB`);
    assert.ok(grown.buffers < 32, `the sender kept ${grown.buffers} MiB of buffers`);
    assert.equal(size, (await stat(path)).size);
    assert.equal(await digest(got), await digest(path));
    await bob.hears("large.bin is saved");
  },
  { timeout: 300_000 },
);

story("Garbage that is collected while files are looked at takes none of them away", async scene => {
  const folder = await folderOf(scene);
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const paths = Array.from({ length: 32 }, (_, index) => join(folder, `${index}.bin`));
  for (const path of paths) await writeFile(path, "x");
  const collector = await alice.page.context().newCDPSession(alice.page);
  let collecting = true;
  const collected = (async () => {
    while (collecting) await collector.send("HeapProfiler.collectGarbage");
  })();
  try {
    await shares(alice, ...paths);
    await alice.hears("32 files are shared");
  } finally {
    collecting = false;
    await collected.catch(() => undefined); // The page may be gone.
  }
  await opensFiles(bob);
  await downloadButton(bob, "31.bin", alice).waitFor();
});

story("Two receive the same file at once", async scene => {
  const folder = await folderOf(scene);
  const [alice, bob, carol] = await scene.enter("Alice", "Bob", "Carol");
  const path = await writeFileOf(folder, "both.bin", 20_000_000);
  await shares(alice, path);
  const begun = await Promise.all([bob, carol].map(person => downloads(person, "both.bin", alice)));
  for (const download of begun)
    assert.equal(await digest((await saved(download, 60_000)).path), await digest(path));
  for (const person of [bob, carol]) await alice.hears(`${person.name} has both.bin`);
});

const names = [
  ["<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png"],
  ["invoice\u202egpj.exe", "invoicegpj.exe"],
  ["👩‍👩‍👧 写真.jpg", "👩‍👩‍👧 写真.jpg"],
  ["../../etc/passwd", "passwd"],
];

story(
  "Names of any kind are shown as they are safe, and become the names of the saved files",
  async scene => {
    const [alice, bob] = await scene.enter("Alice", "Bob");
    const long = `${"x".repeat(10_000)}.txt`;
    await sharesNamed(alice, [...names.map(([name]) => name), long]);
    const all = [...names, [long, `${"x".repeat(196)}.txt`]];
    for (const [, safe] of all) {
      const download = await saved(await downloads(bob, safe, alice), soon);
      assert.equal(plain(download.name), plain(safe));
      assert.equal(download.size, 3);
    }
    const { scrollWidth, width } = await bob.page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      width: innerWidth,
    }));
    assert.ok(scrollWidth <= width, "it scrolls sideways");
  },
);

/** What browsers leave as it is: for some characters they put others. */
const plain = name => name.replaceAll(/[^a-z.]/g, "").slice(0, 100);

/** As the button does, with names that no file system would bear. */
function sharesNamed(person, all) {
  return person.page.evaluate(all => {
    const transfer = new DataTransfer();
    for (const name of all) transfer.items.add(new File(["abc"], name));
    const input = document.querySelector("input[type=file]:not([accept])");
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, all);
}

story("Files are shared by dropping them anywhere", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  const drag = await alice.page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["abc"], "dropped.txt"));
    return transfer;
  });
  await alice.page.dispatchEvent("main", "dragover", { dataTransfer: drag });
  await alice.page.getByText("Drop files to share them").waitFor();
  await alice.page.dispatchEvent("main", "drop", { dataTransfer: drag });
  await alice.page.getByText("Drop files to share them").waitFor({ state: "detached" });
  assert.equal((await saved(await downloads(bob, "dropped.txt", alice), soon)).size, 3);
  await alice.button("Stop sharing dropped.txt").click();
  await bob.button("Download dropped.txt of Alice").waitFor({ state: "detached" });
});

function swtest({ page }) {
  return page.evaluate(async () => (await fetch("swtest")).text());
}
