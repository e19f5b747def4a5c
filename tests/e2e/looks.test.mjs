// SPDX-License-Identifier: AGPL-3.0-only
/** What a designer would look at: what belongs together stands together, and can be seen from where one sits. */
import assert from "node:assert/strict";
import { laidOut, picture, viewports } from "./support/gallery.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";

const story = storyteller();
const [phone, , laptop] = viewports;

story("An empty room is one group in the middle", async scene => {
  const alice = await scene.enters("Alice");
  await picture(alice, "alone", {
    closeChat: true,
    check: async (page, { width }) => {
      const [stage, card, tile] = await Promise.all(
        [".stage", ".invite-card", ".tile"].map(name => page.locator(name).boundingBox()),
      );
      const apart = tile.y - card.y - card.height;
      assert.ok(apart > 4 && apart < 32, `${apart} px between the two at ${width}`);
      const [above, below] = [card.y - stage.y, stage.y + stage.height - tile.y - tile.height];
      assert.ok(Math.abs(above - below) < 24, `${above} px above and ${below} below at ${width}`);
    },
  });
});

story("The buttons of a page are as wide as each other, in one line where there is room", async scene => {
  const alice = await scene.enters("Alice");
  await alice.leaves();
  for (const [size, inLine] of [
    [phone, false],
    [laptop, true],
  ]) {
    await alice.page.setViewportSize(size);
    await laidOut(alice.page);
    const boxes = [
      await alice.button("Join again").boundingBox(),
      await alice.page.getByRole("link", { name: "To the start page" }).boundingBox(),
    ];
    assert.ok(Math.abs(boxes[0].width - boxes[1].width) < 1, JSON.stringify(boxes));
    assert.equal(boxes[0].y === boxes[1].y, inLine);
  }
});

story("Names are larger on a large screen", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.turnOn("Camera");
  await framesAdvance(await alice.show("camera", bob));
  const letters = () =>
    alice.page
      .getByRole("heading", { name: "Bob", exact: true })
      .evaluate(name => parseFloat(getComputedStyle(name).fontSize));
  await alice.page.setViewportSize(laptop);
  await laidOut(alice.page);
  assert.equal(await letters(), 13);
  await alice.page.setViewportSize({ width: 3840, height: 2160 });
  await laidOut(alice.page);
  assert.equal(await letters(), 24);
});

story("A list to choose from has an arrow of ours, and a slider a ring that is seen", async scene => {
  const alice = await scene.enters("Alice");
  await alice.button("Settings").click();
  for (const [tab, name] of [
    ["You", "Language"],
    ["Picture", "Camera"],
  ]) {
    await alice.page.getByRole("tab", { name: tab }).click();
    const list = alice.page.getByRole("combobox", { name, exact: true }).first();
    assert.equal(await list.evaluate(node => getComputedStyle(node).appearance), "none");
    const [box, arrow] = [
      await list.boundingBox(),
      await list.locator("xpath=following-sibling::*").boundingBox(),
    ];
    const free = box.x + box.width - arrow.x - arrow.width;
    assert.ok(free >= 8 && free <= 16, `${free} px beside the arrow`);
  }
  await alice.page.getByRole("tab", { name: "Sound" }).click();
  const slider = alice.page.getByRole("slider").first();
  await slider.focus();
  await alice.page.keyboard.press("ArrowRight");
  const ring = await slider.evaluate(node => {
    const { outlineStyle, outlineWidth, outlineOffset, borderRadius } = getComputedStyle(node);
    const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const [own, pane] = [node, node.closest(".settings-group")].map(one => one.getBoundingClientRect());
    const cut = own.left - reach < pane.left || own.right + reach > pane.right;
    return { outlineStyle, round: parseFloat(borderRadius) > 0, cut };
  });
  assert.deepEqual(ring, { outlineStyle: "solid", round: true, cut: false });
});

story("What a link may show to a server is set where the rooms are", async scene => {
  const alice = await scene.enters("Alice");
  await alice.button("Settings").click();
  await alice.page.getByRole("tab", { name: "Known rooms" }).click();
  await alice.page.getByRole("tabpanel").getByRole("switch", { name: "Warn of an old link" }).waitFor();
});

story("A name covers no initials, however small the tile", async scene => {
  const people = await scene.enter("Alice", "Bob", "Carol", "Dora");
  const [alice] = people;
  await alice.button("Close chat").click();
  for (const size of [
    { width: 360, height: 400 },
    { width: 640, height: 360 },
  ]) {
    await alice.page.setViewportSize(size);
    await laidOut(alice.page);
    const boxes = await alice.page.locator(".tile").evaluateAll(tiles =>
      tiles.map(tile => {
        const [initial, label] = [".avatar span", ".tile-label"].map(name =>
          tile.querySelector(name).getBoundingClientRect(),
        );
        return { height: tile.clientHeight, free: label.top - initial.bottom };
      }),
    );
    assert.ok(
      boxes.some(({ height }) => height < 144),
      "no tile is small",
    );
    for (const { height, free } of boxes) assert.ok(free >= 0, `${free} px in a tile of ${height}`);
  }
});
