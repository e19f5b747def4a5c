// SPDX-License-Identifier: AGPL-3.0-only
/** Nothing on the page moves by itself: what comes has its place, or comes above the rest. */
import assert from "node:assert/strict";
import { laidOut, viewports } from "./support/gallery.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();

/** What the layout instability specification calls good is ten times as much. */
const calm = 0.01;

for (const viewport of viewports) {
  story(`Entering an empty room moves nothing, ${viewport.width} wide`, async scene => {
    const alice = await scene.somebody("Alice", { viewport });
    await alice.page.addInitScript(watchShifts, true);
    await alice.page.goto(`${scene.roomUrl("Alice")}&room_watches=tea%3Done`);
    await alice.page.getByRole("heading", { name: "Nobody else is here yet" }).waitFor();
    await alice.button("Rooms").waitFor();
    await movedLittle(alice);
    await alice.button("Microphone, off").click();
    await alice.isOn("Microphone");
    await alice.button("Mute microphone, off").click();
    await alice.button("Mute microphone, on").waitFor();
    await movedLittle(alice);
  });
}

story("A notice, a message and who speaks move nothing", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.page.evaluate(watchShifts, false);
  await bob.turnOn("Microphone");
  await alice.page.locator(".tile[data-speaking=true]").first().waitFor();
  await bob.writes("good evening");
  await alice.reads(bob, "good evening");
  await alice.page.evaluate(() => (location.hash += "&warn_redirect=true"));
  await alice.button("Dismiss").waitFor();
  await movedLittle(alice);
});

/** Runs in a page: notes what moved, also after a press of a button, and what it was; `before`, too, if asked for. */
function watchShifts(before) {
  const shifts = [];
  Object.defineProperty(window, "keksShifts", { value: shifts });
  new PerformanceObserver(list => {
    for (const { value, sources } of list.getEntries())
      shifts.push({ value, what: sources.map(({ node }) => node?.className ?? "") });
  }).observe({ type: "layout-shift", buffered: before });
}

async function movedLittle({ page }) {
  await laidOut(page);
  const shifts = await page.evaluate(() => keksShifts);
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  assert.ok(sum < calm, JSON.stringify(shifts));
}
