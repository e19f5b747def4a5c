// SPDX-License-Identifier: AGPL-3.0-only
/** rift and the web client in a real Chromium: files go both ways, and images are seen. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digest, downloads, folderOf, saved, shares, writeFileOf } from "../e2e/support/files.mjs";
import { storyteller } from "../e2e/support/story.mjs";
import { dot, patience, riftIn } from "./support/rift.mjs";

const story = storyteller();

story(
  "What rift sends, a browser saves, and rift knows",
  async scene => {
    const folder = await folderOf(scene);
    const path = await writeFileOf(folder, "noise.bin", 20_000_001);
    const [alice] = await scene.enter("Alice");
    const rift = riftIn(scene, ["send", path]);
    const download = await saved(await downloads(alice, "noise.bin", { name: "Ripley" }), patience);
    assert.equal(await digest(download.path), await digest(path));
    assert.equal(await rift.end(), 0, rift.words);
    assert.match(rift.words, /Alice has noise\.bin/);
  },
  { timeout: 300_000 },
);

story(
  "What a browser shares, rift receives",
  async scene => {
    const folder = await folderOf(scene);
    const path = await writeFileOf(folder, "noise.bin", 20_000_001);
    const [alice] = await scene.enter("Alice");
    await shares(alice, path);
    const rift = riftIn(scene, ["receive", join(folder, "copy")]);
    assert.equal(await rift.end(), 0, rift.words);
    assert.equal(await digest(join(folder, "copy")), await digest(path));
    await alice.hears("Ripley has noise.bin");
  },
  { timeout: 300_000 },
);

story(
  "An image that rift sends is seen in the browser's chat",
  async scene => {
    const folder = await folderOf(scene);
    await writeFile(join(folder, "dot.png"), dot);
    const [alice] = await scene.enter("Alice");
    const rift = riftIn(scene, ["chat", "--image", join(folder, "dot.png")], { input: "look" });
    assert.equal(await rift.end(), 0, rift.words);
    await alice.hears("look");
    const image = alice.page.getByRole("img", { name: "Image from Ripley" });
    await image.waitFor();
    assert.deepEqual(
      await image.evaluate(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]),
      [1, 1],
    );
  },
  { timeout: 300_000 },
);

story(
  "What is said and shown in a browser's chat, rift prints",
  async scene => {
    const [alice] = await scene.enter("Alice");
    const rift = riftIn(scene, ["--json", "chat"], { input: true });
    await rift.event("came");
    await alice.meets({ name: "Ripley" });
    await alice.writes("Is anybody there? \u{1f44b}");
    const { from, text } = await rift.event("chat");
    assert.deepEqual([from, text], ["Alice", "Is anybody there? \u{1f44b}"]);
    await alice.page
      .locator("#chat input[type=file]")
      .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: await alice.page.screenshot() });
    await alice.page.getByRole("img", { name: /^Image 1, / }).waitFor();
    await alice.writes("look");
    assert.equal((await rift.event("chat_image")).from, "Alice");
    rift.child.stdin.end("Yes\n");
    assert.equal(await rift.end(), 0, rift.words);
    await alice.hears("Yes");
  },
  { timeout: 300_000 },
);

story(
  "A folder that rift sends, a browser saves as the archive that it comes in",
  async scene => {
    const folder = await folderOf(scene);
    await mkdir(join(folder, "photos"));
    const path = await writeFileOf(join(folder, "photos"), "cat", 1_000_001);
    const [alice] = await scene.enter("Alice");
    const rift = riftIn(scene, ["send", join(folder, "photos")]);
    const download = await saved(await downloads(alice, "photos.tar", { name: "Ripley" }), patience);
    assert.equal(await rift.end(), 0, rift.words);
    await mkdir(join(folder, "out"));
    execFileSync("tar", ["-xf", download.path, "-C", join(folder, "out")]);
    assert.equal(await digest(join(folder, "out", "photos", "cat")), await digest(path));
  },
  { timeout: 300_000 },
);
