// SPDX-License-Identifier: AGPL-3.0-only
/** The user forbids a device. */
import { forbiddenDevices } from "./support/browser.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller({ devices: forbiddenDevices });

for (const [source, advice] of [
  ["Microphone", "Click the sign at the left of the address, switch “Microphone” on there"],
  ["Camera", "Click the sign at the left of the address, switch “Camera” on there"],
  ["Share screen", "Nothing was chosen, or the browser or system does not allow it"],
]) {
  story(`${source} is denied: a clear word, the button is off again, and chat works`, async scene => {
    const [alice, bob] = await scene.enter("Alice", "Bob");
    await alice.button(`${source}, off`).click();
    await alice.isTold(`${source} did not start`, advice);
    await alice.button(`${source}, off`).waitFor();
    await alice.writes("I go on without");
    await bob.reads(alice, "I go on without");
  });
}
