// SPDX-License-Identifier: AGPL-3.0-only
/** Chromium and Firefox in one room. */
import assert from "node:assert/strict";
import { digest, downloads, folderOf, saved, shares, writeFileOf } from "./support/files.mjs";
import { framesAdvance, soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller({ withFirefox: true });

async function bothEnter(scene) {
  const alice = await scene.enters("Alice");
  const fiona = await scene.enters("Fiona", {}, scene.firefox);
  await alice.meets(fiona);
  await fiona.meets(alice);
  return [alice, fiona];
}

story("Chromium and Firefox write to each other", async scene => {
  const [alice, fiona] = await bothEnter(scene);
  await alice.writes("Hello from Chromium");
  await fiona.reads(alice, "Hello from Chromium");
  await fiona.writes("Hello from Firefox");
  await alice.reads(fiona, "Hello from Firefox");
});

story("Chromium and Firefox see and hear each other", async scene => {
  const [alice, fiona] = await bothEnter(scene);
  for (const person of [alice, fiona]) {
    await person.turnOn("Microphone");
    await person.turnOn("Camera");
  }
  await framesAdvance(await alice.show("camera", fiona));
  await framesAdvance(await fiona.show("camera", alice));
  await soundArrives(alice);
  await soundArrives(fiona);
});

story("Chromium and Firefox ask each other in the same moment", async scene => {
  const [alice, fiona] = await bothEnter(scene);
  await Promise.all([alice.turnOn("Camera"), fiona.turnOn("Camera")]);
  const pictures = await Promise.all([alice.show("camera", fiona), fiona.show("camera", alice)]);
  await Promise.all(pictures.map(picture => framesAdvance(picture)));
});

story("A file goes from Chromium to Firefox and another one back, each as it was", async scene => {
  const [alice, fiona] = await bothEnter(scene);
  const folder = await folderOf(scene);
  for (const [giver, taker, name, size] of [
    [alice, fiona, "to-firefox.bin", 5_000_003],
    [fiona, alice, "to-chromium.bin", 3_000_001],
  ]) {
    const path = await writeFileOf(folder, name, size);
    await shares(giver, path);
    const copy = await saved(await downloads(taker, name, giver), 90_000);
    assert.deepEqual([copy.name, copy.size], [name, size]);
    assert.equal(await digest(copy.path), await digest(path));
  }
});
