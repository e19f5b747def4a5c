// SPDX-License-Identifier: AGPL-3.0-only
/** axe-core, which knows the rules of WCAG, looks at every state of the pages. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { downloads, folderOf, saved, shares, writeFileOf } from "./support/files.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

story("The start page has no faults", async scene => {
  const { page } = await scene.somebody("Alice");
  await page.goto(scene.server.url);
  await page.getByRole("button", { name: "Join", exact: true }).waitFor();
  await assertAccessible(page);
});

story(
  "A room with chat, an offer, a picture and a notice has no faults, nor has the page after leaving",
  async scene => {
    const [alice, bob] = await scene.enter("Alice", "Bob");
    await assertAccessible(alice.page);
    await alice.writes("good evening");
    await bob.writes("good evening to you");
    await alice.reads(bob, "good evening to you");
    await bob.turnOn("Microphone");
    await bob.turnOn("Camera");
    await bob.turnOn("Share screen");
    await framesAdvance(await alice.show("camera", bob));
    await alice.button("Show screen of Bob").waitFor();
    await alice.button("Change name").click();
    await assertAccessible(alice.page);
    await alice.leaves();
    await assertAccessible(alice.page);
  },
);

story("A small screen has no faults either, with chat open and closed", async scene => {
  const alice = await scene.somebody("Alice", { viewport: { width: 320, height: 640 } });
  await alice.page.goto(`${scene.roomUrl("Alice")}&warn_redirect=true`);
  await alice.button("Dismiss").waitFor();
  await assertAccessible(alice.page);
  assert.ok(
    await alice.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    "it scrolls sideways",
  );
  await alice.button("Chat").click();
  await alice.page.getByRole("textbox", { name: "Message" }).waitFor();
  await assertAccessible(alice.page);
});

story("A control says its state once: in its name", async scene => {
  const alice = await scene.enters("Alice");
  for (const source of ["Microphone", "Camera", "Share screen"]) {
    await alice.turnOn(source);
    await alice.turnOff(source);
  }
  const controls = alice.page.getByRole("region", { name: "Controls" });
  assert.equal(await controls.getByRole("button", { name: /, (on|off)$/ }).count(), 3);
  assert.equal(await controls.locator("[aria-pressed], [aria-checked], [aria-busy]").count(), 0);
  await controls.getByRole("button", { name: "Chat", exact: true, expanded: true }).waitFor();
});

story("Files that are shared and were received have no faults", async scene => {
  const folder = await folderOf(scene);
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await shares(alice, await writeFileOf(folder, "one.bin", 1000), await writeFileOf(folder, "two.bin", 1000));
  await saved(await downloads(bob, "one.bin", alice), 20_000);
  for (const person of [alice, bob]) await assertAccessible(person.page);
});

story("A page that says why nothing works has no faults", async scene => {
  const { page } = await scene.somebody("Alice");
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }));
  await page.goto(scene.roomUrl("Alice"));
  await page.getByRole("heading", { name: "This browser cannot encrypt" }).waitFor();
  await assertAccessible(page);
});
