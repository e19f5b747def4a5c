// SPDX-License-Identifier: AGPL-3.0-only
/** What can be done with a tile: focus, fullscreen, volume, figures, and what is told when something is wrong. */
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { laidOut, picture } from "./support/gallery.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller();

story("A picture gets the focus by mouse and by keyboard, and Escape leads back", async scene => {
  const [alice, bob, carol] = await scene.enter("Alice", "Bob", "Carol");
  for (const other of [bob, carol]) {
    await other.turnOn("Camera");
    await framesAdvance(await alice.show("camera", other));
  }
  await alice.button("Close chat").click();
  const width = async () => (await alice.picture("camera", bob).boundingBox()).width;
  await laidOut(alice.page);
  const before = await width();
  await alice.button("Enlarge camera of Bob").click();
  await until("the picture is larger", async () => (await width()) > before * 1.3);
  await picture(alice, "focus-camera", {
    check: assertAccessible,
    closeChat: true,
  });
  await alice.page.keyboard.press("Escape");
  await until("the picture is as before", async () => (await width()) === before);
  await alice.button("Enlarge camera of Bob").focus();
  await alice.page.keyboard.press("Enter");
  await alice.button("Back to everybody from camera of Bob").click();
  await until("the picture is as before", async () => (await width()) === before);
});

story("A screen that is asked for takes the focus, once", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await bob.turnOn("Share screen");
  await picture(bob, "own-screen", {
    check: async page => {
      await assertAccessible(page);
      assert.deepEqual(await page.locator(".person-state").evaluateAll(cutOnes), []);
    },
    closeChat: true,
  });
  await framesAdvance(await alice.show("camera", bob));
  await framesAdvance(await alice.show("screen", bob));
  await alice.button("Back to everybody from screen of Bob").waitFor();
  await alice.turnOn("Camera");
  await picture(alice, "focus-screen", {
    check: assertAccessible,
    closeChat: true,
  });
  await alice.page.keyboard.press("Escape");
  await alice.button("Enlarge screen of Bob").waitFor();
  await alice.hide("screen", bob);
  await framesAdvance(await alice.show("screen", bob));
  await alice.button("Enlarge screen of Bob").waitFor();
});

/** In the page: the words of those that do not fit into their tile. */
function cutOnes(states) {
  const isCut = state => {
    const { bottom } = state.closest(".tile").getBoundingClientRect();
    return state.scrollWidth > state.clientWidth || state.getBoundingClientRect().bottom > bottom;
  };
  return states.filter(isCut).map(({ textContent }) => textContent);
}

story("On a phone the strip below the focus comes to rest with a whole tile at its edge", async scene => {
  const [alice, bob, carol] = await scene.enter("Alice", "Bob", "Carol");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  await alice.button("Close chat").click();
  await alice.page.setViewportSize({ width: 360, height: 740 });
  await alice.button("Enlarge camera of Bob").click();
  await alice.button("Back to everybody from camera of Bob").waitFor();
  await laidOut(alice.page);
  await alice.meets(carol);
  const strip = alice.page.getByRole("list", { name: "People" });
  const most = await strip.evaluate(list => list.scrollWidth - list.clientWidth);
  assert.ok(most > 20, `it need not scroll: ${most}`);
  for (const [wanted, rest] of [
    [most - 4, most],
    [4, 0],
  ]) {
    await strip.evaluate((list, left) => list.scrollTo({ left, behavior: "instant" }), wanted);
    await until(
      "it rests",
      async () => Math.abs((await strip.evaluate(list => list.scrollLeft)) - rest) < 1.5,
    );
  }
});

story("A tile fills the screen and comes back", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  const full = () => alice.page.evaluate(() => document.fullscreenElement?.className ?? "none");
  await alice.button("Fullscreen, camera of Bob").click();
  await until("the tile is alone", async () => (await full()) === "tile");
  await alice.button("Fullscreen, camera of Bob").click();
  await until("all is as before", async () => (await full()) === "none");
});

story("A picture leaves the page for a window of its own, plays on there, and comes back", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  const shown = await alice.show("camera", bob);
  await framesAdvance(shown);
  const outside = () => shown.evaluate(video => document.pictureInPictureElement === video);
  await alice.button("Picture in picture, camera of Bob").click();
  await until("it has a window of its own", outside);
  await framesAdvance(shown);
  await alice.button("Picture in picture, camera of Bob").click();
  await until("it is back", async () => !(await outside()));
  await framesAdvance(shown);
});

story("Videos of others can be hidden while ours goes on, and come back", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await Promise.all([alice.turnOn("Camera"), bob.turnOn("Camera")]);
  await framesAdvance(await alice.show("camera", bob));
  const ours = await bob.show("camera", alice);
  await alice.button("Videos of others, on").click();
  await alice.picture("camera", bob).waitFor({ state: "detached" });
  await framesAdvance(ours);
  await picture(alice, "videos-hidden", {
    check: assertAccessible,
    closeChat: true,
  });
  await alice.button("Videos of others, off").click();
  await framesAdvance(alice.picture("camera", bob));
});

story("Somebody can be made quieter by keyboard, and stays so while the page is open", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Microphone");
  const sound = alice.card("Bob").locator("audio");
  await sound.waitFor({ state: "attached" });
  await alice.button("Options for Bob").click();
  const slider = alice.page.getByRole("slider", { name: "Volume" });
  await slider.focus();
  for (let press = 0; press < 10; press++) await alice.page.keyboard.press("ArrowLeft");
  await until("it is quieter", () => sound.evaluate(({ volume }) => volume === 0.5));
  await picture(alice, "person-dialog", { check: assertAccessible });
  await alice.page.keyboard.press("Escape");
  await until("the focus is back", () =>
    alice.button("Options for Bob").evaluate(node => node === document.activeElement),
  );
  await alice.button("Options for Bob").click();
  assert.equal(await slider.inputValue(), "50");
});

story("Who wants figures gets them for each person", async scene => {
  const alice = await scene.somebody("Alice");
  await alice.page.goto(`${scene.roomUrl("Alice")}&webrtc_debug=true`);
  const bob = await scene.enters("Bob");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  const figures = alice.card("Bob").getByText(/\d+ kbit\/s, \d+×\d+/);
  await figures.waitFor();
  await alice
    .card("Bob")
    .getByText(/host .* → .*, udp/)
    .waitFor();
  await picture(alice, "figures", { check: assertAccessible, closeChat: true });
});

story("A trouble report tells states and types, and neither names nor addresses nor secrets", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  await alice.button("Options for Bob").click();
  await alice.button("Copy report").click();
  const report = await alice.page.getByRole("textbox", { name: "Trouble report" }).inputValue();
  for (const part of ["room: joined", "turn: none", "candidates: local host", "Chrome/", "stream in video"])
    assert.ok(report.includes(part), `${part} is not in\n${report}`);
  const secret = scene.secret.split("#");
  for (const word of ["Alice", "Bob", "127.0.0.1", ...secret]) assert.ok(!report.includes(word), word);
  assert.doesNotMatch(report, /[0-9a-f]{12}|\d+\.\d+\.\d+\.\d+ \d|candidate:/);
  await picture(alice, "trouble-report", { check: assertAccessible });
});
