// SPDX-License-Identifier: AGPL-3.0-only
/** What the page asks of who sees it: a click for sound, and whether it may notify. */
import { keeps } from "./support/faultless.mjs";
import { missAMessage } from "./support/notifying.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

story("The prompt that sound needs a click has no faults, and goes with the click", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() => {
    // As browsers do before the first click; to them, what a test evaluates is one already.
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("", "NotAllowedError"));
    addEventListener("pointerdown", () => (HTMLMediaElement.prototype.play = play), true);
  });
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await bob.turnOn("Microphone");
  await alice.button("Play sound").waitFor();
  await keeps(alice, "sound-prompt", { closeChat: true });
  await alice.button("Play sound").click();
  await alice.button("Play sound").waitFor({ state: "detached" });
});

story("The offer of notifications has no faults, and is gone once it is declined", async scene => {
  const [alice] = await missAMessage(scene);
  await alice.button("Notify me").waitFor();
  await keeps(alice, "notification-offer", { closeChat: true });
  await alice.button("Dismiss").click();
  await alice.button("Notify me").waitFor({ state: "detached" });
});
