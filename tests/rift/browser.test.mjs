// SPDX-License-Identifier: AGPL-3.0-only
/** rift and the web client in a real Chromium: files go both ways. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { digest, downloads, folderOf, saved, shares, writeFileOf } from "../e2e/support/files.mjs";
import { storyteller } from "../e2e/support/story.mjs";
import { patience, Rift } from "./support/rift.mjs";

const story = storyteller();

/** A rift in the scene's room that ends with the scene. */
function riftIn(scene, args, options = {}) {
  const environment = {
    RIFT_SIGNALING_URI: scene.server.url.replace(/^http/, "ws"),
    RIFT_SECRET: scene.secret,
    RIFT_USERNAME: "Ripley",
  };
  const run = new Rift(args, { environment, ...options });
  scene.endsWith(() => run.kill("SIGKILL"));
  return run;
}

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
