// SPDX-License-Identifier: AGPL-3.0-only
/** Eight and twelve pictures that move: on the narrowest phone and on the largest screen each has a place of its own. */
import assert from "node:assert/strict";
import { paintedCameras } from "./support/browser.mjs";
import { picture } from "./support/gallery.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

const story = storyteller({ devices: paintedCameras(7) });

/** As small as tiles may become before the stage scrolls. */
const least = { width: 136, height: 84 };
const sizes = [
  { width: 320, height: 640, scrolls: true },
  { width: 1440, height: 900, scrolls: false },
  { width: 3840, height: 2160, scrolls: false },
];

/** Pictures of the others, as many of each as the stage cannot tell from as many people. */
for (const cameras of [
  [4, 3],
  [6, 5],
]) {
  const count = cameras[0] + cameras[1] + 1;
  story(
    `${count} pictures neither overlap nor leave the window`,
    async scene => {
      const alice = await scene.enters("Alice");
      for (const [at, name] of ["Bob", "Carol"].entries()) {
        const other = await scene.enters(name);
        await alice.meets(other);
        await turnsOnCameras(other, cameras[at]);
        const shown = await showsAll(alice, other, cameras[at]);
        for (const one of shown) await framesAdvance(one);
      }
      await alice.turnOn("Camera");
      await picture(alice, `crowd-${count}`, {
        sizes,
        closeChat: true,
        check: (page, size) => assertPlaces(page, size, count),
      });
    },
    { timeout: 300_000 },
  );
}

/** Small pictures and few: it is about their places. */
async function turnsOnCameras(person, count) {
  await person.page.evaluate(() => {
    window.change_pref("video_resolution", 90);
    window.change_pref("video_fps", 5);
  });
  await person.turnOn("Camera");
  // The second one paints depths (Y16), which no browser sends as a picture.
  for (let number = 2; number <= count; number++)
    await person.chooses("Camera", "menuitem", new RegExp(`^Add fake_device_${number}`));
}

async function showsAll(person, other, count) {
  const offers = person.button(`Show camera of ${other.name}`);
  const shown = person.picture("camera", other);
  await until(`${count} are offered`, async () => (await offers.count()) === count);
  for (let left = count; left > 0; left--) {
    await offers.first().click();
    await until("it is asked for", async () => (await offers.count()) === left - 1);
  }
  await until(`${count} are shown`, async () => (await shown.count()) === count);
  return shown.all();
}

async function assertPlaces(page, { width, height, scrolls }, count) {
  const { tiles, stage, wide, long } = await page.evaluate(measure);
  const where = `at ${width} by ${height}`;
  assert.ok(wide <= 0 && long <= 0, `${where} the page is ${wide} px too wide, ${long} px too long`);
  assert.equal(tiles.filter(({ video }) => video).length, count, `pictures ${where}`);
  assert.equal(tiles.length, count);
  for (const [at, one] of tiles.entries()) {
    const what = `tile ${at} of ${one.width} by ${one.height} ${where}`;
    assert.ok(one.width >= least.width && one.height >= least.height, `${what} is too small`);
    const shape = one.width / one.height;
    assert.ok(shape > 1 && shape < 2, `${what} has no picture's shape`);
    assert.ok(one.left >= stage.left && one.right <= stage.right, `${what} leaves the stage sideways`);
    assert.ok(one.top >= stage.top && one.bottom <= stage.top + stage.reach, `${what} cannot be reached`);
    for (const other of tiles.slice(at + 1)) assert.ok(apart(one, other), `${what} lies over another one`);
  }
  assert.ok(stage.left >= 0 && stage.right <= width && stage.top >= 0 && stage.bottom <= height, where);
  if (!scrolls) assert.ok(stage.reach <= stage.bottom - stage.top + 0.5, `${where} one has to scroll`);
  const last = page.locator(".tile").last();
  await last.scrollIntoViewIfNeeded();
  const box = await last.boundingBox();
  assert.ok(box.y + box.height <= stage.bottom + 0.5, `${where} nothing scrolls to the last tile`);
  const used = tiles.reduce((sum, one) => sum + one.width * one.height, 0);
  const share = used / ((stage.right - stage.left) * stage.reach);
  assert.ok(share > 0.5, `${where} tiles take ${share} of the stage`);
}

/** In the page. Of the stage, which is the list, also how far down one can scroll. */
function measure() {
  const box = node => {
    const { left, right, top, bottom, width, height } = node.getBoundingClientRect();
    return { left, right, top, bottom, width, height };
  };
  const root = document.documentElement;
  const stage = document.querySelector(".people");
  return {
    wide: root.scrollWidth - innerWidth,
    long: root.scrollHeight - innerHeight,
    stage: { ...box(stage), reach: stage.scrollHeight },
    tiles: [...document.querySelectorAll(".tile")].map(tile => ({
      ...box(tile),
      video: tile.querySelector("video") !== null,
    })),
  };
}

function apart(one, other) {
  return (
    one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top
  );
}
