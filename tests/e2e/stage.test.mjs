// SPDX-License-Identifier: AGPL-3.0-only
/** The stage at every width: nothing overflows, nothing overlaps, and everything can be seen. */
import assert from "node:assert/strict";
import { folderOf, opensFiles, shares, writeFileOf } from "./support/files.mjs";
import { laidOut, picture, viewports } from "./support/gallery.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();
const names = ["Mira", "Jonas", "Aurelia-Konstantina von Hohenfels", "Bo", "李小龍", "Zoë"];

for (const count of [1, 2, 3, 6]) {
  story(
    `${count} people, with initials and with cameras, fit at each width`,
    async scene => {
      const people = await scene.enter(...names.slice(0, count));
      const [mira, ...others] = people;
      await fits(mira, `${count}-initials`, count);
      for (const person of others.slice(0, 3)) await person.turnOn("Camera");
      if (count > 1) await fits(mira, `${count}-offers`, count);
      for (const person of others.slice(0, 3)) await framesAdvance(await mira.show("camera", person));
      await mira.turnOn("Camera");
      await fits(mira, `${count}-cameras`, count);
    },
    { timeout: 300_000 },
  );
}

const heldAcross = { width: 740, height: 360 };

story("An opened list of files covers nobody, on a phone neither", async scene => {
  const [mira, jonas] = await scene.enter("Mira", "Jonas");
  const folder = await folderOf(scene);
  const files = [
    "a film of the last summer.mp4",
    "notes.txt",
    "map.png",
    "answers.pdf",
    "poem.txt",
    "draft.odt",
  ];
  await shares(jonas, ...(await Promise.all(files.map((name, at) => writeFileOf(folder, name, 1_000 + at)))));
  await jonas.turnOn("Camera");
  await framesAdvance(await mira.show("camera", jonas));
  await mira.turnOn("Camera");
  await opensFiles(mira);
  await picture(mira, "files-open", {
    sizes: [...viewports, heldAcross],
    closeChat: true,
    check: async page => {
      await assertFits(page, 2, false);
      const { width, height } = await page.locator(".files-lists").boundingBox();
      assert.ok(width > 200 && height > 100, `a list of ${width} by ${height}`);
      await mira.button("Download draft.odt of Jonas").scrollIntoViewIfNeeded();
    },
  });
  await mira.page.setViewportSize(viewports[0]);
  await mira.page.getByRole("button", { name: "6 files" }).click();
  await mira.page.locator(".files-lists").waitFor({ state: "detached" });
});

async function fits(person, name, count) {
  for (const chat of ["closed", "open"]) {
    await person.page.setViewportSize(viewports.at(-1));
    const button = person.page.getByRole("button", {
      name: "Chat",
      exact: true,
    });
    if ((await button.getAttribute("aria-expanded")) !== String(chat === "open")) await button.click();
    await picture(person, `stage-${name}-chat-${chat}`, {
      check: page => assertFits(page, count, chat === "open"),
    });
  }
}

async function assertFits(page, count, chatOpen) {
  await laidOut(page);
  const { wide, long, tiles, cards, screen } = await page.evaluate(measure);
  assert.ok(wide <= 0, `the page is ${wide} px too wide at ${screen.width}`);
  assert.ok(long <= 0, `the page is ${long} px too long at ${screen.width}`);
  assert.equal(tiles.length, count);
  if (chatOpen && screen.width < 736) return;
  for (const [at, one] of tiles.entries()) {
    assert.ok(one.width >= 120 && one.height >= 50, `a tile of ${one.width} by ${one.height}`);
    assert.ok(one.left >= 0 && one.right <= screen.width, "a tile is cut off");
    for (const other of tiles.slice(at + 1))
      if (!one.floating && !other.floating) assert.ok(apart(one, other), "tiles overlap");
    if (one.floating)
      assert.ok(
        tiles.some(other => !other.floating && inside(one, other)),
        "it hangs out of the picture",
      );
    assert.ok(Math.max(...one.labelRows) - Math.min(...one.labelRows) < 6, "a label is wrapped");
  }
  for (const [name, card] of Object.entries(cards))
    assert.ok(
      tiles.every(tile => apart(tile, card)),
      `${name} covers somebody`,
    );
}

function measure() {
  const root = document.documentElement;
  const tiles = [...document.querySelectorAll(".tile")].map(tile => {
    const { left, right, top, bottom, width, height } = tile.getBoundingClientRect();
    return {
      left,
      right,
      top,
      bottom,
      width,
      height,
      floating: tile.dataset.form === "floating",
      labelRows: rowsOf(tile.querySelector(".tile-label")),
    };
  });
  const cards = {};
  for (const name of ["invite-card", "files"]) {
    const card = document.querySelector(`.${name}`);
    if (card === null) continue;
    const { left, right, top, bottom } = card.getBoundingClientRect();
    // More than nothing must be between.
    cards[name] = { left: left - 4, right: right + 4, top: top - 4, bottom: bottom + 4 };
  }
  /** The heights of the middles of what stands in a label, but for what is said in a line of its own. */
  function rowsOf(label) {
    const parts = [...label.children].filter(
      part => !part.matches(".unseen, .person-state") && part.getBoundingClientRect().width > 2,
    );
    return parts.map(part => {
      const { top, bottom } = part.getBoundingClientRect();
      return (top + bottom) / 2;
    });
  }
  return {
    wide: root.scrollWidth - root.clientWidth,
    long: root.scrollHeight - innerHeight,
    tiles,
    cards,
    screen: { width: innerWidth },
  };
}

function inside(one, other) {
  return (
    one.left >= other.left && one.right <= other.right && one.top >= other.top && one.bottom <= other.bottom
  );
}

function apart(one, other) {
  return (
    one.right <= other.left + 0.5 ||
    other.right <= one.left + 0.5 ||
    one.bottom <= other.top + 0.5 ||
    other.bottom <= one.top + 0.5
  );
}
