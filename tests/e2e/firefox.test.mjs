// SPDX-License-Identifier: AGPL-3.0-only
/** Chromium and Firefox in one room. */
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
