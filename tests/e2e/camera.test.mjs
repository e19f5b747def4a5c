// SPDX-License-Identifier: AGPL-3.0-only
/** Cameras: a picture flows when it was asked for, and only as long. */
import assert from "node:assert/strict";
import { laidOut } from "./support/gallery.mjs";
import { connectionStates, framesAdvance, seesEverybody, sentPackets } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { untilAbove, untilStill } from "./support/until.mjs";

const story = storyteller();

story("A camera is sent once somebody asks for it, and not before", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  await bob.button("Show camera of Alice").waitFor();
  assert.equal(await sentPackets(alice, "video"), 0, "nobody has asked for anything yet");
  await framesAdvance(await bob.show("camera", alice));
  assert.equal(await bob.page.getByText("Waiting for the picture…").count(), 0);
  await alice.page.getByLabel("Your camera").waitFor();
});

story("Who hides a picture ends its sending, and can have it back", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  await framesAdvance(await bob.show("camera", alice));
  await untilAbove("packets are sent", 0, () => sentPackets(alice, "video"));
  await bob.hide("camera", alice);
  await untilStill("no more packets are sent", () => sentPackets(alice, "video"));
  await framesAdvance(await bob.show("camera", alice));
  assert.equal((await connectionStates(alice)).length, 1);
});

story(
  "A camera that is turned off disappears for everybody, and comes back when it is on again",
  async scene => {
    const [alice, bob] = await scene.enter("Alice", "Bob");
    for (let round = 0; round < 2; round++) {
      await alice.turnOn("Camera");
      const picture = await bob.show("camera", alice);
      await framesAdvance(picture);
      await alice.turnOff("Camera");
      await picture.waitFor({ state: "detached" });
      assert.equal(await bob.button("Show camera of Alice").count(), 0);
    }
  },
);

story("Who comes later sees what is offered", async scene => {
  const alice = await scene.enters("Alice");
  await alice.turnOn("Camera");
  const bob = await scene.enters("Bob");
  await framesAdvance(await bob.show("camera", alice));
});

story("Three cameras reach three people", async scene => {
  const people = await scene.enter("Alice", "Bob", "Carol");
  await Promise.all(people.map(person => person.turnOn("Camera")));
  await Promise.all(people.map(person => seesEverybody(person, people)));
});

story("One sees oneself as in a mirror, and others see what the camera sees", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  await alice.turnOn("Share screen");
  assert.equal(await transform(alice.page.getByLabel("Your camera")), mirror);
  for (const resource of ["camera", "screen"]) {
    const shown = await bob.show(resource, alice);
    await framesAdvance(shown);
    assert.equal(await transform(shown), "none", resource);
  }
  // One's own screen would show itself in itself: a sign stands in its place.
  const screen = alice.card("Your screen");
  assert.equal(await screen.locator("video").count(), 0);
  assert.equal(await transform(screen.locator(".screen-sign")), "none");
});

story("A camera that looks away from its user is no mirror", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.addInitScript(() => {
    const { getSettings } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.getSettings = function () {
      return { ...getSettings.call(this), ...(this.kind === "video" && { facingMode: "environment" }) };
    };
  });
  await alice.page.goto(scene.roomUrl("Alice"));
  await alice.turnOn("Camera");
  assert.equal(await transform(alice.page.getByLabel("Your camera")), "none");
});

/** Left is right. */
const mirror = "matrix(-1, 0, 0, 1, 0, 0)";

/** What is done to the picture and to all that it stands in. */
async function transform(picture) {
  await picture.waitFor();
  await laidOut(picture.page());
  return picture.evaluate(node => {
    let whole = new DOMMatrix();
    for (let at = node; at !== null; at = at.parentElement) {
      const { transform, scale, rotate } = getComputedStyle(at);
      if (scale !== "none" || rotate !== "none") return `scale ${scale}, rotate ${rotate}`;
      if (transform !== "none") whole = new DOMMatrix(transform).multiply(whole);
    }
    return whole.isIdentity ? "none" : whole.toString();
  });
}
