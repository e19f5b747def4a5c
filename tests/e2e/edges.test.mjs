// SPDX-License-Identifier: AGPL-3.0-only
/** Phones: their bars have the page's colour, their notches cover nothing, their keyboards leave the chat's box in sight. */
import assert from "node:assert/strict";
import { laidOut, picture } from "./support/gallery.mjs";
import { Server } from "./support/server.mjs";
import { storyteller } from "./support/story.mjs";
import { phone } from "./support/touch.mjs";

const story = storyteller();

const contentOf = (page, name) => page.locator(`meta[name="${name}"]`).getAttribute("content");

story("The browser's own bars have the configured background", async scene => {
  const environment = { KEKS_MEET_APPEARANCE_BACKGROUND_DARK: "hsl(240 100% 10%)" };
  const coloured = await Server.start({ environment });
  scene.endsWith(() => coloured.stop());
  const { page } = await scene.somebody("Alice");
  for (const [server, colour] of [
    [scene.server, (await (await fetch(`${scene.server.url}config.json`)).json()).appearance.background_dark],
    [coloured, "#000033"],
  ]) {
    for (const path of ["", `room#${scene.secret}`]) {
      await page.goto(server.url + path);
      assert.equal(await contentOf(page, "theme-color"), colour, path);
    }
    const painted = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const named = await page.evaluate(colour => {
      document.body.style.color = colour;
      return getComputedStyle(document.body).color;
    }, colour);
    assert.equal(painted, named);
  }
});

story(
  "What the screen's corners and notches would cover is kept clear of them, and bars reach the edges",
  async scene => {
    const alice = await scene.somebody("Alice", { ...phone, viewport: { width: 740, height: 360 } });
    await alice.page.goto(scene.roomUrl("Alice"));
    await alice.button("Microphone, off").waitFor();
    const session = await alice.page.context().newCDPSession(alice.page);
    const insets = { top: 12, right: 34, bottom: 21, left: 47 };
    await session.send("Emulation.setSafeAreaInsetsOverride", { insets });
    await laidOut(alice.page);
    const edges = await alice.page.evaluate(() => {
      const of = nodes => {
        const boxes = [...nodes].map(node => node.getBoundingClientRect()).filter(({ width }) => width > 1);
        return {
          left: Math.min(...boxes.map(({ left }) => left)),
          top: Math.min(...boxes.map(({ top }) => top)),
          right: innerWidth - Math.max(...boxes.map(({ right }) => right)),
          bottom: innerHeight - Math.max(...boxes.map(({ bottom }) => bottom)),
        };
      };
      const shown = [...document.querySelectorAll(".room-header button, h1, .toolbar button")].filter(node =>
        node.checkVisibility(),
      );
      return { content: of(shown), toolbar: of(document.querySelectorAll(".toolbar")) };
    });
    for (const side of ["left", "top", "right", "bottom"])
      assert.ok(edges.content[side] >= insets[side] - 0.5, `${side}: ${JSON.stringify(edges.content)}`);
    for (const side of ["left", "right", "bottom"]) assert.ok(Math.abs(edges.toolbar[side]) < 1, side);
    await picture(alice, "notch", { sizes: [{ width: 740, height: 360 }] });
    await alice.button("Settings").click();
    const close = await alice.page.getByRole("dialog").getByRole("button", { name: "Close" }).boundingBox();
    assert.ok(close.y >= insets.top && close.x + close.width <= 740 - insets.right, JSON.stringify(close));
  },
);

story("Above a phone's keyboard one sees what one writes", async scene => {
  const alice = await scene.somebody("Alice", phone);
  await alice.page.goto(scene.roomUrl("Alice"));
  assert.match(
    await contentOf(alice.page, "viewport"),
    /viewport-fit=cover, interactive-widget=resizes-content/,
  );
  await alice.button("Chat").click();
  const message = alice.page.getByRole("textbox", { name: "Message" });
  await message.focus();
  // By that word in the viewport's, the keyboard takes its height from the page.
  const low = { width: 360, height: 380 };
  await alice.page.setViewportSize(low);
  await laidOut(alice.page);
  const box = await message.boundingBox();
  assert.ok(box.y > 0 && box.y + box.height <= low.height, JSON.stringify(box));
  await picture(alice, "keyboard", { sizes: [low] });
});
