// SPDX-License-Identifier: AGPL-3.0-only
/** What users ask of their system holds here: its colours, less motion, larger pages and larger letters. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { laidOut, picture, viewports } from "./support/gallery.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();
/** As who has set the letters of the browser to twice their size. */
const largeStory = storyteller({ flags: ["--blink-settings=defaultFontSize=32"] });

story("In the system's colours one sees what is on, open, chosen, and who speaks", async scene => {
  const alice = await scene.somebody("Alice", { forcedColors: "active", colorScheme: "dark" });
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await alice.meets(bob);
  await alice.turnOn("Camera");
  const off = await fill(alice.button("Share screen, off"));
  assert.notEqual(await fill(alice.button("Camera, on")), off, "what is on");
  assert.notEqual(await fill(alice.button("Chat")), off, "what is open");
  const ring = name => alice.card(name).evaluate(tile => getComputedStyle(tile, "::after").borderColor);
  await bob.turnOn("Microphone");
  await until("Bob speaks", async () => (await ring("Bob")) !== (await ring("Alice (you)")));
  await picture(alice, "forced-colours", { check: assertAccessible });
  await alice.button("Settings").click();
  const chosen = alice.page.getByRole("tab", { name: "You" });
  await chosen.waitFor();
  assert.notEqual(await fill(chosen), await fill(alice.page.getByRole("tab", { name: "Sound" })), "a tab");
  await assertAccessible(alice.page);
});

const fill = element => element.evaluate(node => getComputedStyle(node).backgroundColor);

story("Who wants less motion sees nothing move", async scene => {
  for (const [reducedMotion, moves] of [
    ["no-preference", true],
    ["reduce", false],
  ]) {
    const alice = await scene.somebody("Alice", { reducedMotion });
    await alice.page.goto(scene.roomUrl("Alice"));
    await alice.button("Settings").click();
    await alice.page.getByRole("tab", { name: "Sound" }).click();
    assert.equal(await alice.page.evaluate(canMove), moves, reducedMotion);
  }
});

/** Whether anything on the page would change or go by and by. */
function canMove() {
  const styles = [...document.querySelectorAll("*")].flatMap(node =>
    [undefined, "::before", "::after"].map(part => getComputedStyle(node, part)),
  );
  const lasts = times => times.split(",").some(time => parseFloat(time) > 0);
  return styles.some(
    ({ transitionProperty, transitionDuration, animationName }) =>
      animationName !== "none" || (transitionProperty !== "none" && lasts(transitionDuration)),
  );
}

for (const [zoom, viewport] of [
  ["200 %", { width: 640, height: 360 }],
  ["400 %", { width: 320, height: 256 }],
]) {
  story(`At ${zoom} everything is there, and no word is cut`, async scene => {
    const alice = await scene.somebody("Alice", { viewport });
    await alice.page.goto(scene.roomUrl("Alice"));
    const bob = await scene.enters("Bob");
    await alice.meets(bob);
    await keeps(alice, `zoom-${parseInt(zoom, 10)}-initials`, [viewport]);
    await bob.turnOn("Camera");
    await framesAdvance(await alice.show("camera", bob));
    await alice.turnOn("Camera");
    await keeps(alice, `zoom-${parseInt(zoom, 10)}-cameras`, [viewport]);
  });
}

for (const locale of ["en-US", "de-DE", "es-ES", "fr-FR", "ja-JP"]) {
  story(`No word of the controls is cut at any width, ${locale}`, async scene => {
    const alice = await scene.somebody("Alice", { locale });
    await alice.page.goto(scene.roomUrl("Alice"));
    await alice.page.locator(".tile").first().waitFor();
    for (const width of [320, 500, 640, 751, 752, 768, 832, 1024, 1440]) {
      await alice.page.setViewportSize({ width, height: 700 });
      await fits(alice.page);
    }
  });
}

largeStory("With letters of twice the size everything is there, and no word is cut", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  assert.equal(await alice.page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  await keeps(alice, "large-letters", viewports);
});

function keeps(person, name, sizes) {
  const check = async page => {
    await fits(page);
    await assertAccessible(page);
  };
  return picture(person, name, { sizes, check, closeChat: true });
}

/** Nothing is beside or below the page, no control lies over another one, and no word of one is cut. */
async function fits(page) {
  await laidOut(page);
  assert.deepEqual(await page.evaluate(faults), [], `${page.viewportSize().width} wide`);
}

function faults() {
  const root = document.documentElement;
  const found = [];
  if (root.scrollWidth > innerWidth) found.push(`${root.scrollWidth - innerWidth} px too wide`);
  if (root.scrollHeight > innerHeight) found.push(`${root.scrollHeight - innerHeight} px too long`);
  const shown = node => node.checkVisibility() && node.getBoundingClientRect().width > 2;
  const controls = [...document.querySelectorAll(".toolbar button, .header-tools button")].filter(shown);
  const words = node => node.getAttribute("aria-label") ?? node.textContent;
  for (const [at, one] of controls.entries()) {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight)
      found.push(`${words(one)} is cut off`);
    for (const other of controls.slice(at + 1)) {
      const box = other.getBoundingClientRect();
      const apart =
        box.left >= right - 1 || box.right <= left + 1 || box.top >= bottom - 1 || box.bottom <= top + 1;
      if (!apart) found.push(`${words(one)} and ${words(other)} lie over each other`);
    }
  }
  for (const label of document.querySelectorAll(".tool-label, .header-label"))
    if (shown(label) && label.scrollWidth > label.clientWidth) found.push(`${label.textContent} is cut`);
  return found;
}
