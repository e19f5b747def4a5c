// SPDX-License-Identifier: AGPL-3.0-only
/** Microphones, which are heard at once, and screens, which are asked for. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { picture } from "./support/gallery.mjs";
import { framesAdvance, sentPackets, soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { untilAbove, untilStill } from "./support/until.mjs";

const story = storyteller();

story("A microphone is heard without asking, both ways, until it is turned off", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Microphone");
  await soundArrives(bob);
  await bob.card("Alice").getByRole("img", { name: "Microphone on" }).waitFor();
  await bob.turnOn("Microphone");
  await soundArrives(alice);
  assert.equal(await bob.page.getByRole("button", { name: "Play sound" }).count(), 0);
  await untilAbove("packets are sent", 0, () => sentPackets(alice, "audio"));
  await alice.turnOff("Microphone");
  await untilStill("no more packets are sent", () => sentPackets(alice, "audio"));
  await bob.card("Alice").getByRole("img", { name: "Microphone on" }).waitFor({ state: "detached" });
});

story("A sound that arrives is played", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Microphone");
  const sound = bob.card("Alice").locator("audio");
  await sound.waitFor({ state: "attached" });
  const played = () => sound.evaluate(element => (element.paused ? 0 : element.currentTime));
  await untilAbove("the sound plays", await untilAbove("the sound plays", 0, played), played);
});

story("Who wants no sound at sight hears somebody by a click, and does without again", async scene => {
  const alice = await scene.enters("Alice");
  const bob = await scene.somebody("Bob");
  await bob.page.goto(`${scene.roomUrl("Bob")}&optional_audio_default_enable=0`);
  await bob.meets(alice);
  await alice.turnOn("Microphone");
  await picture(bob, "sound-offered", { check: assertAccessible, closeChat: true });
  await bob.button("Hear Alice").waitFor();
  assert.equal(await bob.page.locator("audio").count(), 0);
  assert.equal(await sentPackets(alice, "audio"), 0);
  await bob.button("Hear Alice").click();
  await soundArrives(bob);
  await bob.button("Hear Alice").waitFor({ state: "detached" });
  await bob.button("Options for Alice").click();
  await bob.button("Stop hearing Alice").click();
  await untilStill("no more packets are sent", () => sentPackets(alice, "audio"));
  await bob.page.getByRole("dialog").getByRole("button", { name: "Hear Alice" }).click();
  await soundArrives(bob);
});

story("Preferences that are changed in the call hold for what is offered already", async scene => {
  const alice = await scene.enters("Alice");
  const bob = await scene.somebody("Bob");
  await bob.page.goto(`${scene.roomUrl("Bob")}&optional_audio_default_enable=0`);
  await bob.meets(alice);
  await alice.turnOn("Microphone");
  await alice.turnOn("Camera");
  await bob.button("Hear Alice").waitFor();
  await bob.button("Show camera of Alice").waitFor();
  await bob.page.evaluate(() => window.change_pref("optional_video_default_enable", 1));
  await framesAdvance(bob.picture("camera", alice));
  assert.equal(await bob.button("Hear Alice").count(), 1);
  await bob.page.evaluate(() => window.change_pref("optional_audio_default_enable", 1));
  await soundArrives(bob);
});

story("A screen is shared, seen, and ends by the browser's own stop button", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Share screen");
  const screen = await bob.show("screen", alice);
  await framesAdvance(screen);
  await endedByTheBrowser(alice);
  await screen.waitFor({ state: "detached" });
  await alice.button("Share screen, off").waitFor();
});

story("The sound of a screen is heard as it is, and does not make who shares it speak", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Share screen");
  await bob.show("screen", alice);
  await soundArrives(bob);
  const [options] = await alice.page.evaluate(() => keksTest.screenOptions);
  assert.equal(options.systemAudio, "include");
  const sound = await alice.page.evaluate(() =>
    keksTest.screens.find(({ kind }) => kind === "audio").getSettings(),
  );
  for (const processing of ["echoCancellation", "noiseSuppression", "autoGainControl"])
    assert.equal(sound[processing], false, processing);
  // Whoever spoke would be marked by now: the microphone that comes later is.
  const speaks = bob.page.locator("[data-speaking=true]");
  assert.equal(await speaks.count(), 0);
  await alice.turnOn("Microphone");
  await speaks.waitFor();
});

story("Camera, screen and microphone go together, and one ends without the others", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  for (const source of ["Microphone", "Camera", "Share screen"]) await alice.turnOn(source);
  const [camera, screen] = [await bob.show("camera", alice), await bob.show("screen", alice)];
  await Promise.all([framesAdvance(camera), framesAdvance(screen), soundArrives(bob)]);
  await alice.turnOff("Share screen");
  await screen.waitFor({ state: "detached" });
  await Promise.all([framesAdvance(camera), soundArrives(bob)]);
});

/** What the browser does when one ends a capture in its own bar: the tracks end, and the page hears of it. */
function endedByTheBrowser({ page }) {
  return page.evaluate(() => {
    for (const track of keksTest.screens) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  });
}
