// SPDX-License-Identifier: AGPL-3.0-only
/** A machine without a camera. */
import { noCamera } from "./support/browser.mjs";
import { soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller({ devices: noCamera });

story("There is no camera: a clear word, and microphone and chat work", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.button("Camera, off").click();
  await alice.isTold("Camera did not start", "None was found");
  await alice.button("Camera, off").waitFor();
  await alice.turnOn("Microphone");
  await soundArrives(bob);
  await alice.writes("I go on without");
  await bob.reads(alice, "I go on without");
});
