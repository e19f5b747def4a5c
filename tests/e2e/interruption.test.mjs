// SPDX-License-Identifier: AGPL-3.0-only
/** What a phone does to a page when another app or a call takes the sound: it goes on once the page is seen again. */
import assert from "node:assert/strict";
import { hears, soundArrives } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story("After another app was in front, one hears and is heard again, also louder than sent", async scene => {
  const alice = await scene.enters("Alice");
  const bob = await scene.somebody("Bob");
  await bob.page.addInitScript(keepSound);
  await bob.page.goto(scene.roomUrl("Bob"));
  await bob.meets(alice);
  for (const person of [alice, bob]) await person.turnOn("Microphone");
  await Promise.all([soundArrives(alice), soundArrives(bob)]);
  await bob.button("Options for Alice").click();
  await bob.page.getByRole("slider", { name: "Volume" }).fill("150");
  await bob.page.keyboard.press("Escape");
  // His microphone's graph, the amplifier's, the player on the page and the one that is louder.
  await until("all of Bob's sound runs", async () => (await soundOf(bob)).join() === "true,true,true,true");
  await bob.page.evaluate(takeSoundAway);
  assert.deepEqual(await soundOf(bob), [false, false, false, false]);
  await until("Bob is silent", async () => (await hears(alice)) === 0);
  await bob.page.evaluate(() => {
    keksSound.hidden = false;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await until("all of it runs again", async () => !(await soundOf(bob)).includes(false));
  await soundArrives(alice);
  assert.equal(await hears(alice), 1);
});

/** Runs in a page before its own scripts: keeps what makes sound. */
function keepSound() {
  const sound = (window.keksSound = { contexts: [], players: new Set(), hidden: false });
  window.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      sound.contexts.push(this);
    }
  };
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    sound.players.add(this);
    return play.call(this);
  };
  Object.defineProperty(document, "visibilityState", { get: () => (sound.hidden ? "hidden" : "visible") });
}

/** In the page: as iOS does it. */
async function takeSoundAway() {
  keksSound.hidden = true;
  document.dispatchEvent(new Event("visibilitychange"));
  for (const player of keksSound.players) player.pause();
  await Promise.all(keksSound.contexts.map(context => context.suspend()));
}

/** Of each context and each player that is in use, whether it runs. */
function soundOf({ page }) {
  return page.evaluate(() => {
    const contexts = keksSound.contexts.filter(({ state }) => state !== "closed");
    const players = [...keksSound.players].filter(({ srcObject }) => srcObject !== null);
    return [...contexts.map(({ state }) => state === "running"), ...players.map(({ paused }) => !paused)];
  });
}
