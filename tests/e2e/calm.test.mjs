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

for (const viewport of viewports) {
  story(`The first camera that is offered moves nothing, ${viewport.width} wide`, async scene => {
    const alice = await scene.somebody("Alice", { viewport });
    await alice.page.goto(scene.roomUrl("Alice"));
    const bob = await scene.enters("Bob");
    await alice.meets(bob);
    // Among initials, then below one's own picture.
    for (const ownCamera of [false, true]) {
      if (ownCamera) await alice.turnOn("Camera");
      await offersCalmly(bob, alice);
    }
  });
}

story(
  "What has to make room for a picture glides from where it was, unless motion is unwanted",
  async scene => {
    const [alice, bob, carol] = await scene.enter("Alice", "Bob", "Carol");
    await alice.turnOn("Camera");
    await laidOut(alice.page);
    const own = alice.page.locator(".tile.own");
    const before = await own.boundingBox();
    await alice.page.evaluate(noteGlides);
    await bob.turnOn("Camera");
    await alice.button("Show camera of Bob").waitFor();
    const [first] = await alice.page.evaluate(() => keksGlides);
    for (const side of ["x", "y", "width", "height"])
      assert.ok(Math.abs(first[side] - before[side]) < 1.5, JSON.stringify([before, first]));
    assert.notDeepEqual(await own.boundingBox(), before);
    await alice.page.emulateMedia({ reducedMotion: "reduce" });
    await alice.page.evaluate(noteGlides);
    await carol.turnOn("Camera");
    await alice.button("Show camera of Carol").waitFor();
    assert.deepEqual(await alice.page.evaluate(() => keksGlides), []);
  },
);

/** Runs in a page: notes where one's own tile is shown when it starts to glide. */
function noteGlides() {
  const glides = (window.keksGlides = []);
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...how) {
    const animation = animate.apply(this, how);
    if (this.classList.contains("own")) glides.push(this.getBoundingClientRect().toJSON());
    return animation;
  };
}

/** `bob` turns his camera on and off, and `alice` sees nothing jump for it. */
async function offersCalmly(bob, alice) {
  await laidOut(alice.page);
  await alice.page.evaluate(watchShifts, false);
  await bob.turnOn("Camera");
  await alice.button("Show camera of Bob").waitFor();
  await movedLittle(alice);
  await bob.turnOff("Camera");
  await alice.button("Show camera of Bob").waitFor({ state: "detached" });
  await movedLittle(alice);
}

/** Runs in a page: notes what moved, also after a press of a button, and what it was; `before`, too, if asked for. */
function watchShifts(before) {
  window.keksWatch?.disconnect();
  const shifts = (window.keksShifts = []);
  window.keksWatch = new PerformanceObserver(list => {
    for (const { value, sources } of list.getEntries())
      shifts.push({ value, what: sources.map(({ node }) => node?.className ?? "") });
  });
  window.keksWatch.observe({ type: "layout-shift", buffered: before });
}

async function movedLittle({ page }) {
  await laidOut(page);
  const shifts = await page.evaluate(() => keksShifts);
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  assert.ok(sum < calm, JSON.stringify(shifts));
}
